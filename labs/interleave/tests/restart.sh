#!/bin/sh
# restart.sh - schedule N after N-1 restarts equals schedule N alone in a fresh
# process: the same trace, event for event. N is drawn with a printed seed.
#
#     restart.sh SEED COUNT
programs=${PROGRAMS:-.build/interleave/programs/gcc-O0}
clean="counter_mutex cond_right cond_timedwait hazard_right once_right \
printing rwlock_right semaphore_right barrier_right seqlock_right yields \
thread_local_and_keys spinlock_pair robust_mutex trylock_retry wide_atomics"
wrong=0 count=0

compare() {
    program=$programs/$1 n=$2
    seen=$($program bound=3 cache=0 only="$n" | sed -n 's/^trace: //p')
    token=$($program bound=3 cache=0 only="$n" | sed -n 's/^token: //p')
    [ -n "$token" ] || return 0 # there are not so many schedules
    alone=$($program token="$token" | sed -n 's/^trace: //p')
    count=$((count + 1))
    [ "$seen" = "$alone" ] && return
    echo "restart: $1, schedule $n, $token: $seen after restarts, $alone alone"
    wrong=$((wrong + 1))
}

numbers=$(awk -v seed="$1" -v count="$2" 'BEGIN {
    srand(seed)
    for (i = 0; i < count; i++)
        print int(exp(rand() * log(3000))) + 1
}')
for n in $numbers; do
    set -- $clean
    shift $((n % $#))
    compare "$1" "$n"
done
echo "schedules alone and after restarts: $((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
