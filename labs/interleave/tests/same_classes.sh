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

# What main's options say of the program, but for what a race is.
options_of() {
    sed -n 's|^// options: ||p' "$here/programs/$1.c" | tr ' ' '\n' |
        grep -E '^(leaks|spurious)='
}

agree() { # PROGRAM ARGUMENT...
    seen_by part "$@" strategy=dpor budget=20000
    grep -q '^inequivalent' "$mine.part.said" || return 2
    # The cache takes two states for one if they differ only in that a thread
    # has begun; so it may see fewer, and then all schedules have to be run.
    for cache in 1 0; do
        seen_by all "$@" strategy=bounded bound=200 budget=100000 cache=$cache
        grep -q 'unbounded' "$mine.all.said" || return 2
        cmp -s "$mine.part" "$mine.all" && return 0
        [ -z "$(LC_ALL=C comm -13 "$mine.part" "$mine.all")" ] || return 1
    done
    return 1
}

[ $# -gt 0 ] || set -- $(cd $here/programs && ls *.c | sed 's/\.c$//')
for program; do
    case $program in
    # The library's functions look at a text before they say how far.
    race_*) continue ;;
    esac
    # shellcheck disable=SC2046
    agree "$program" $(options_of "$program")
    case $? in
    2) out=$((out + 1)) && continue ;;
    1)
        echo "same classes: $program has $(wc -l <"$mine.all")," \
            "the search by partial order sees $(wc -l <"$mine.part")"
        wrong=$((wrong + 1))
        ;;
    esac
    count=$((count + 1))
    classes=$((classes + $(wc -l <"$mine.all")))
done
echo "same classes, $classes in all, $out programs left out:" \
    "$((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $count -gt 0 ]
