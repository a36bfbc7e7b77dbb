#!/bin/sh
# What the sample chapter's run prints: text, a table, values.
printf 'two writers, 200 runs\n\033[31mone CPU\033[0m   6 died\ntwo CPUs 158 died\n'
printf 'remedy | locks a read | note\n--- | --- | ---\nmutex | 1 | simple\nrwlock | 1 | not free\n'
printf 'value one_cpu 6\nvalue two_cpu 158\nvalue runs 200\n'
