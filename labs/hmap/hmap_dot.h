// hmap_dot.h - a map draws itself.
//
// Threads and memory: as a reader of the map; owns nothing.
#ifndef HMAP_DOT_H
#define HMAP_DOT_H

#include "hmap.h"

#include <stdio.h>

// Write the map as it stands as a Graphviz digraph: a row for each bucket, with
// tophash and key = value of its slots, overflow buckets to its right, and the
// table that is being emptied in grey, up to its evacuation mark. Keys and
// values of types other than the given two are shown as hexadecimal bytes. The
// same map gives the same text, whatever the addresses.
void hmap_dot(const struct hmap *map, FILE *out);

#endif
