// experiment_workloads.h - six workloads on each of the three maps, with the
// locks counted.
#ifndef EXPERIMENT_WORKLOADS_H
#define EXPERIMENT_WORKLOADS_H

#include <stdint.h>

enum { OPERATIONS = 100000, WORKLOADS = 6, MAPS = 3 };

struct locks {
    uint64_t all;      // taken
    uint64_t reading;  // of these, for reading
    uint64_t busiest;  // of these, on the one lock that was taken most
};

extern const char *const workload_names[WORKLOADS];
extern const char *const map_names[MAPS];

// Run all workloads on all maps, on one thread, so that the counts are exact.
void count_workloads(struct locks locks[WORKLOADS][MAPS]);

// Print them as the table of the chapter.
void print_workloads(struct locks locks[WORKLOADS][MAPS]);

#endif
