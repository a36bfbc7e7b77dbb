#!/bin/sh
# classes.sh - random programs: the search by partial order runs one schedule
# of each class, as many as brute force over the model counts, and none twice.
#
#     classes.sh FIRST LAST     seeds
out=.build/interleave
program=${PROGRAM:-$out/scenario_random} # another one: a seeded fault
said=$out/classes.$$
wrong=0 count=0 classes=0 loops=0 large=0
trap 'rm -f "$said"' EXIT

export PROGRAM_KINDS=19 PROGRAM_EARLY=1 PROGRAM_SEED
PROGRAM_SEED=$(($1 - 1))
while [ "$PROGRAM_SEED" -lt "$2" ]; do
    PROGRAM_SEED=$((PROGRAM_SEED + 1))
    counted=$($out/oracle "$PROGRAM_SEED" classes) ||
        { large=$((large + 1)) && continue; }
    want=${counted% *}
    timeout 100 "$program" classes=1 strategy=dpor races=expected \
        budget=2000000 >"$said"
    if grep -q '^coverage: .*spin loop' "$said"; then
        loops=$((loops + 1))
        continue
    fi
    count=$((count + 1))
    classes=$((classes + want))
    got=$(sed -n 's/^inequivalent: //p' "$said")
    once=$(grep -c '^count: 1 ' "$said")
    [ "${counted#* }" = told ] || once=$want
    [ "$got" = "$want" ] && [ "$once" = "$want" ] && continue
    echo "classes: seed $PROGRAM_SEED has $want, the search ran ${got:-none}," \
        "$once of them once"
    wrong=$((wrong + 1))
    [ -z "$PROGRAM" ] || exit 1 # a seeded fault: seen
done
echo "classes of seeds $1 to $2, $classes in all, $loops programs with loops and" \
    "$large large ones left out: $((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
