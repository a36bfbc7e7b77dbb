#!/bin/sh
# run.sh - builds every program of tests/programs with one compiler and level,
# explores it, and compares what came out with what its first lines expect.
#
#     run.sh CC OPT [PROGRAM ...]
#
# expect: the failure's name, clean, or unjudged; consequence: of a race;
# options: for main.c; not: a word that the coverage must not have; level: the
# only one at which the compiler leaves in what is looked for. A wrong program
# is often the right one with a part left out: `#define` and `#include` of it.
#
# STRATEGY=dpor, or bounded, searches by that alone. What it does not search, it
# says: a program whose threads wait in loops is then not counted.
# PART=K/N takes every N-th program only, from the K-th on.
cc=$1 opt=$2
shift 2
here=labs/interleave/tests
core=${CORE:-.build/interleave/core.o} # another one: a seeded fault
out=${OUT:-.build/interleave/programs}/$cc$opt
mkdir -p "$out"
case $cc in
*clang*) extra="-mllvm -tsan-instrument-read-before-write=1" ;;
*) extra=-Wno-tsan ;;
esac
link="-no-pie -Wl,@labs/interleave/wrap.rsp -pthread ${SANITIZE:-}"
failed=0 count=0 left=0

wanted() {
    sed -n "s|^// $1: ||p" "$2"
}

build() {
    $cc -std=gnu11 -w -fno-builtin "$opt" -g -fsanitize=thread $extra -fno-omit-frame-pointer \
        -fno-pie -I$here -c "$here/programs/$1.c" -o "$out/$1.o" &&
        gcc "$out/$1.o" .build/interleave/main.o "$core" $link -o "$out/$1"
}

complain() {
    echo "$cc $opt $1: $2"
    sed 's/^/    /' "$out/$1.txt"
    failed=$((failed + 1))
}

judge() {
    name=$1 source=$here/programs/$1.c
    expect=$(wanted expect "$source")
    consequence=$(wanted consequence "$source")
    not=$(wanted not "$source")
    # shellcheck disable=SC2046
    timeout 60 "$out/$name" $(wanted options "$source") \
        ${STRATEGY:+strategy="$STRATEGY"} >"$out/$name.txt" 2>&1
    case $expect in
    clean | unjudged) first=$expect ;;
    *) first="failed: $expect" ;;
    esac
    # It does not search what spins, and says so: then it has not missed it.
    if [ "${STRATEGY:-}" = dpor ] && grep -q '^clean' "$out/$name.txt" &&
        grep -q '^coverage.*spin loop' "$out/$name.txt"; then
        left=$((left + 1))
        return
    fi
    case $(head -n 1 "$out/$name.txt") in
    "$first"*) ;;
    *) complain "$name" "expected $expect" && return ;;
    esac
    if [ -n "$consequence" ] &&
        ! grep -q "^consequence: $consequence" "$out/$name.txt"; then
        complain "$name" "expected consequence $consequence"
    elif [ -n "$not" ] && grep -q "coverage.*$not" "$out/$name.txt"; then
        complain "$name" "must not say $not"
    fi
}

[ $# -gt 0 ] || set -- $(cd $here/programs && ls *.c | sed 's/\.c$//')
part=${PART:-0/1} number=0
for program; do
    number=$((number + 1))
    [ $((number % ${part#*/})) = "${part%/*}" ] || continue
    level=$(wanted level "$here/programs/$program.c")
    [ -z "$level" ] || [ "$level" = "$opt" ] || continue
    count=$((count + 1))
    if build "$program"; then
        judge "$program"
    else
        echo "$cc $opt $program: does not build"
        failed=$((failed + 1))
    fi
done
[ $left = 0 ] || echo "NOT CHECKED: $left programs whose loops wait for others"
echo "programs, $cc $opt${STRATEGY:+, $STRATEGY}:" \
    "$((count - failed - left)) passed, $failed failed"
[ $failed -eq 0 ]
