#!/bin/sh
# litmus.sh - every program of litmus.txt ends in exactly what sequential
# consistency allows: by partial order, and by all schedules with the cache.
# What is written there is what the axioms say, of sequential consistency and
# of C11.
here=labs/interleave/tests
program=${PROGRAM:-.build/interleave/scenario_litmus} # another: a seeded fault
failed=0 count=0 weak=0

trim() {
    printf '%s\n' "$1" | sed 's/^ *//; s/ *$//'
}

ends() { # ARGUMENT...
    "$program" collect=1 budget=100000 "$@" | sed -n 's/^count: [0-9]* //p' |
        LC_ALL=C sort | paste -s -d ' '
}

same() { # WHOSE WANTED GOT
    [ "$2" = "$3" ] && return
    echo "litmus: $name, $1: $3, not $2"
    wrong=1
}

while IFS=: read -r name text shown outcomes added; do
    case $name in '#'* | '') continue ;; esac
    name=$(trim "$name") want=$(trim "$outcomes") more=$(trim "$added")
    LITMUS=$(trim "$text") SHOWN=$(trim "$shown") wrong=0
    export LITMUS SHOWN
    count=$((count + 1))
    [ "$more" = - ] || weak=$((weak + 1))
    same 'partial order' "$want" "$(ends strategy=dpor)"
    same 'all schedules' "$want" "$(ends strategy=bounded bound=50)"
    [ -n "${PROGRAM:-}" ] || same 'the axioms' "$want / $more" \
        "$(.build/interleave/axioms | paste -s -d / | sed 's|/| / |')"
    failed=$((failed + wrong))
done <$here/litmus.txt
echo "litmus, $weak with outcomes of weak memory that are not yet run:" \
    "$((count - failed)) passed, $failed failed"
[ $failed -eq 0 ] && [ $count -gt 0 ]
