// process_tree.h - the processes below one process, as /proc shows them.
//
// Threads:  none; a tree is a snapshot, and out of date when it is read.
// Errors:   without memory or /proc a tree is empty.
#ifndef PROCESS_TREE_H
#define PROCESS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process_tree {
    pid_t *pids;  // the living descendants; zombies are left out
    size_t count;
    unsigned long ticks;  // of CPU, of them all and the children they reaped
};

// Fill tree with the descendants of root, which itself is not in it.
void process_tree_read(struct process_tree *tree, pid_t root);

// Whether there is a thread and every thread of the tree sleeps.
bool process_tree_sleeps(const struct process_tree *tree);

void process_tree_free(struct process_tree *tree);

#endif
