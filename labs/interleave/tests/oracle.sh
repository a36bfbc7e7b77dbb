#!/bin/sh
# oracle.sh - random programs: the bounded search, with its cache and without,
# ends in exactly what brute force over all schedules of that bound ends in.
#
#     oracle.sh FIRST LAST     seeds
out=.build/interleave
program=${PROGRAM:-$out/scenario_random} # another one: a seeded fault
wrong=0 ends=0

# The search's answer to `$@`, one end a line, sorted.
searched() {
    timeout 60 "$program" collect=1 budget=200000 "$@" |
        sed -n 's/^count: [0-9]* //p' | LC_ALL=C sort
}

seed=$1
while [ "$seed" -le "$2" ]; do
    for bound in 0 1 2 20; do
        export PROGRAM_SEED="$seed"
        $out/oracle "$seed" "$bound" | LC_ALL=C sort >$out/oracle.want
        for cache in 0 1; do
            # All schedules without a cache are too many.
            [ $cache$bound != 020 ] || continue
            searched bound=$bound cache=$cache >$out/oracle.got
            cmp -s $out/oracle.want $out/oracle.got && continue
            echo "oracle: seed $seed, bound $bound, cache $cache:" \
                "brute force (<) and the search (>) differ"
            diff $out/oracle.want $out/oracle.got | head -5
            wrong=$((wrong + 1))
            [ -z "$PROGRAM" ] || exit 1 # a seeded fault: seen
        done
        ends=$((ends + $(wc -l <$out/oracle.want)))
    done
    seed=$((seed + 1))
done
echo "oracle, seeds $1 to $2, $ends ends in all: $(($2 - $1 + 1 - (wrong > 0))) passed, $wrong failed"
[ $wrong -eq 0 ]
