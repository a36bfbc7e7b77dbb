#!/bin/sh
# naive_races.sh - random programs: the detector sees a race in exactly those
# schedules that have one by a naive happens-before over the whole trace.
#
#     naive_races.sh FIRST LAST     seeds
program=${PROGRAM:-.build/interleave/scenario_random} # a seeded fault: another
said=.build/interleave/naive.$$
wrong=0 racy=0 clean=0
trap 'rm -f "$said"' EXIT

export PROGRAM_KINDS=20 PROGRAM_EARLY=0 PROGRAM_APART PROGRAM_SEED
PROGRAM_SEED=$1
while [ "$PROGRAM_SEED" -le "$2" ]; do
    # Every second one keeps its atomics and its plain accesses apart.
    PROGRAM_APART=$((PROGRAM_SEED % 2))
    timeout 100 "$program" naive=1 strategy=pos seed="$PROGRAM_SEED" \
        races=expected budget=60 >"$said"
    racy=$((racy + $(sed -n 's/^count: \([0-9]*\) race$/\1/p' "$said" | grep . || echo 0)))
    clean=$((clean + $(sed -n 's/^count: \([0-9]*\) no race$/\1/p' "$said" | grep . || echo 0)))
    if grep -q '^count: .*DIFFERS' "$said" || ! grep -q '^count' "$said"; then
        echo "naive races: seed $PROGRAM_SEED: $(grep DIFFERS "$said" | head -1)"
        wrong=$((wrong + 1))
        [ -z "$PROGRAM" ] || exit 1 # a seeded fault: seen
    fi
    PROGRAM_SEED=$((PROGRAM_SEED + 1))
done
echo "races of seeds $1 to $2, $racy schedules with one, $clean without:" \
    "$(($2 - $1 + 1 - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $racy -gt 0 ] && [ $clean -gt 0 ]
