#!/bin/sh
# enumerate.sh - counts of all schedules, where the number is known.
#
# Two threads that load and store a plain variable: 4!/(2!2!) = 6 orders, two
# of them (one thread after the other) lose nothing. With n and m steps there
# are (n+m)!/(n!m!) orders.
programs=${PROGRAMS:-.build/interleave/programs/gcc-O0}
wrong=0

check() {
    got=$("$programs/$1" enumerate=1 | sed -n 's/^count: //p' | LC_ALL=C sort |
        paste -s -d ';')
    [ "$got" = "$2" ] && return
    echo "enumerate: $1 gave \"$got\", not \"$2\""
    wrong=$((wrong + 1))
}

check counter_race '2 ;4 assertion failed: counter == 2'
check atomic_lost_update '2 ;4 assertion failed: counter == 2'
check write_write_race '2 '
check seqlock_no_recheck '14 ;5 assertion failed: x == y'
echo "enumerate: $((wrong == 0)) passed, $wrong failed"
[ $wrong -eq 0 ]
