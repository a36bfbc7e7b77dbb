#!/bin/sh
# oracles.sh - what the explorer says against what is worked out by other means.
#
#     oracles.sh short     some of each, in seconds
#     oracles.sh long      thousands of each
#
# One script a line; each prints a closing count.
here=labs/interleave/tests
failed=0

run() {
    "$@" || failed=1
}

case $1 in
short)
    run sh $here/classes.sh 1 40
    run sh $here/naive_races.sh 1 40
    run sh $here/litmus.sh
    run .build/interleave/permutations 1 2000
    run sh $here/strategies.sh 1 abba atomic_lost_update seqlock_no_recheck \
        hazard_not_validated lost_wakeup cond_signal_wrong_waiter \
        cond_timeout_unchecked counter_mutex rwlock_right channel_looks_outside
    run sh $here/same_classes.sh exit_cuts_off not_joined_at_end \
        free_of_the_far_end destroyed_by_another threads_of_threads \
        keys_of_two_threads barrier_of_two_rounds trywrite_meets_reader \
        once_with_steps clocks_of_two_threads cond_timedwait spurious_wakeup \
        realloc_races robust_mutex exits_zero
    ;;
long)
    run sh $here/classes.sh 1 3000
    run sh $here/oracle.sh 1 1000
    run sh $here/naive_races.sh 1 2000
    run sh $here/litmus.sh
    run .build/interleave/permutations 1 1000000
    run sh $here/same_classes.sh
    for seed in 1 2 3; do
        run sh $here/strategies.sh $seed
    done
    ;;
*)
    echo "oracles.sh: short or long?" >&2
    exit 2
    ;;
esac
exit $failed
