#!/bin/sh
# oracle.sh - random programs: the bounded search, with its cache and without,
# ends in exactly what brute force over all schedules of that bound ends in:
# so many preemptions, or so many delays.
#
#     oracle.sh FIRST LAST     seeds
out=.build/interleave
program=${PROGRAM:-$out/scenario_random} # another one: a seeded fault
mine=$out/oracle.$$
wrong=0 ends=0 loops=0
trap 'rm -f "$mine".*' EXIT

# The search's answer to `$@`, one end a line, sorted.
searched() {
    timeout 60 "$program" collect=1 budget=200000 "$@" >"$mine.said"
    sed -n 's/^count: [0-9]* //p' "$mine.said" |
        sed 's/^deadlock$/stuck/; s/^lost wake-up$/stuck/' | LC_ALL=C sort -u
}

# Where a loop waits for others, fairness leaves schedules out.
waits_in_a_loop() {
    grep -q '^coverage: .*spin loop' "$mine.said"
}

compare() { # BOUND STRATEGY WORD-FOR-THE-ORACLE
    # shellcheck disable=SC2086
    $out/oracle "$PROGRAM_SEED" "$1" $3 | LC_ALL=C sort >"$mine.want"
    ends=$((ends + $(wc -l <"$mine.want")))
    for cache in 0 1; do
        # All schedules without a cache are too many.
        [ $cache"$1" != 020 ] || continue
        searched bound="$1" strategy="$2" cache=$cache >"$mine.got"
        waits_in_a_loop && loops=$((loops + 1)) && continue
        cmp -s "$mine.want" "$mine.got" && continue
        echo "oracle: seed $PROGRAM_SEED, bound $1, $2, cache $cache:" \
            "brute force (<) and the search (>) differ"
        diff "$mine.want" "$mine.got" | head -5
        wrong=$((wrong + 1))
        [ -z "$PROGRAM" ] || exit 1 # a seeded fault: seen
    done
}

export PROGRAM_KINDS=17 PROGRAM_EARLY=0 PROGRAM_SEED
PROGRAM_SEED=$1
while [ "$PROGRAM_SEED" -le "$2" ]; do
    for bound in 0 1 2 20; do
        compare $bound bounded ''
    done
    for bound in 1 2 3; do
        compare $bound delays delays
    done
    PROGRAM_SEED=$((PROGRAM_SEED + 1))
done
echo "oracle, seeds $1 to $2, $ends ends in all, $loops searches with loops" \
    "left out: $(($2 - $1 + 1 - (wrong > 0))) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $ends -gt 0 ]
