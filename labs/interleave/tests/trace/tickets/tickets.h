// tickets.h - numbers from a counter, each once.
#ifndef TICKETS_H
#define TICKETS_H

#include <stdint.h>

uint64_t take_ticket(void);

#endif
