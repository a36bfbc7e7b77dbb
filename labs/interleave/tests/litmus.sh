#!/bin/sh
# litmus.sh - every program of litmus.txt ends in exactly what sequential
# consistency allows: by partial order, and by all schedules with the cache.
here=labs/interleave/tests
program=${PROGRAM:-.build/interleave/scenario_litmus} # another: a seeded fault
wrong=0 count=0 weak=0

trim() {
    printf '%s\n' "$1" | sed 's/^ *//; s/ *$//'
}

ends() { # ARGUMENT...
    "$program" collect=1 budget=100000 "$@" | sed -n 's/^count: [0-9]* //p' |
        LC_ALL=C sort | paste -s -d ' '
}

while IFS=: read -r name text shown outcomes added; do
    case $name in '#'* | '') continue ;; esac
    name=$(trim "$name") want=$(trim "$outcomes")
    LITMUS=$(trim "$text") SHOWN=$(trim "$shown")
    export LITMUS SHOWN
    count=$((count + 1))
    [ "$(trim "$added")" = - ] || weak=$((weak + 1))
    for how in strategy=dpor "strategy=bounded bound=50"; do
        # shellcheck disable=SC2086
        got=$(ends $how)
        [ "$got" = "$want" ] && continue
        echo "litmus: $name, $how: $got, not $want"
        wrong=$((wrong + 1))
    done
done <$here/litmus.txt
echo "litmus, $weak with outcomes of weak memory that are not yet run:" \
    "$((count - (wrong > 0))) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
