#!/bin/sh
# strategies.sh - every strategy finds something in every wrong program and
# nothing in any right one.
#
#     strategies.sh SEED [PROGRAM ...]
#
# The search by partial order gives up where loops wait, and nobody counts that
# against it; the others draw from SEED. Three delays reach what two preemptions
# do in all of these programs, two do not.
here=labs/interleave/tests
programs=${PROGRAMS:-.build/interleave/programs/gcc-O0}
said=.build/interleave/strategies.$$
wrong=0 count=0 gave_up=0
trap 'rm -f "$said"' EXIT

seed=$1
shift
[ $# -gt 0 ] || set -- $(cd $here/programs && ls *.c | sed 's/\.c$//')

line() { # NAME PROGRAM
    sed -n "s|^// $1: ||p" "$here/programs/$2.c"
}

complain() {
    echo "strategies: $*"
    wrong=$((wrong + 1))
}

judge() { # PROGRAM STRATEGY EXPECTED
    more=
    [ "$2" != delays ] || more=bound=3
    # shellcheck disable=SC2046
    timeout 60 "$programs/$1" $(line options "$1") strategy="$2" \
        seed="$seed" $more >"$said" 2>&1
    status=$?
    if [ "$2" = dpor ] && grep -q '^stage: dpor.*skipped$' "$said" &&
        [ $status -eq 0 ]; then
        gave_up=$((gave_up + 1))
        return
    fi
    count=$((count + 1))
    case $3 in
    clean) [ $status -eq 0 ] || complain "$1, $2: $(head -n 1 "$said")" ;;
    *) [ $status -eq 1 ] || complain "$1, $2: found nothing" ;;
    esac
}

for program; do
    expected=$(line expect "$program")
    level=$(line level "$program")
    [ "$expected" != unjudged ] || continue
    [ -z "$level" ] || [ "$level" = -O0 ] || continue
    for strategy in bounded delays dpor pct pos walk; do
        judge "$program" $strategy "$expected"
    done
done
echo "strategies on $# programs, seed $seed, partial order gave up on $gave_up:" \
    "$((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
