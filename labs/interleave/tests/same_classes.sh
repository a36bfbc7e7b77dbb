#!/bin/sh
# same_classes.sh - the search by partial order and the one over all schedules
# see the same classes of every test program, told from the traces alone.
#
#     same_classes.sh [PROGRAM ...]
#
# Programs that one of them cannot finish are left out, and counted.
here=labs/interleave/tests
programs=${PROGRAMS:-.build/interleave/programs/gcc-O0}
mine=.build/interleave/same_classes.$$
wrong=0 count=0 classes=0 out=0
trap 'rm -f "$mine".*' EXIT

# The classes that a strategy sees, sorted.
seen_by() { # FILE PROGRAM ARGUMENT...
    file=$1 program=$2
    shift 2
    timeout 100 "$programs/$program" classes=1 races=expected "$@" \
        >"$mine.$file.said" 2>/dev/null
    sed -n 's/^count: [0-9]* //p' "$mine.$file.said" | LC_ALL=C sort >"$mine.$file"
}

[ $# -gt 0 ] || set -- $(cd $here/programs && ls *.c | sed 's/\.c$//')
for program; do
    more=$(sed -n 's|^// options: ||p' $here/programs/"$program".c |
        tr ' ' '\n' | grep -E '^(leaks|spurious)=')
    # shellcheck disable=SC2086
    seen_by part "$program" strategy=dpor budget=20000 $more
    grep -q '^inequivalent' "$mine.part.said" || { out=$((out + 1)) && continue; }
    # shellcheck disable=SC2086
    seen_by all "$program" strategy=bounded bound=200 budget=100000 $more
    grep -q 'unbounded' "$mine.all.said" || { out=$((out + 1)) && continue; }
    count=$((count + 1))
    classes=$((classes + $(wc -l <"$mine.all")))
    cmp -s "$mine.part" "$mine.all" && continue
    echo "same classes: $program has $(wc -l <"$mine.all")," \
        "the search by partial order sees $(wc -l <"$mine.part")"
    wrong=$((wrong + 1))
done
echo "same classes, $classes in all, $out programs left out:" \
    "$((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
