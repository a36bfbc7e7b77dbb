// set.h - a text, cut at its end if need be, into an array of characters.
#ifndef SET_H
#define SET_H

#include <stdio.h>

#define SET(field, ...) snprintf(field, sizeof field, __VA_ARGS__)

#endif
