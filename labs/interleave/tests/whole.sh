#!/bin/sh
# whole.sh - programs with a main of their own go through `make explore` as they
# are: verdict, status, what is said, and the token that replays it.
#
#     whole.sh [CC]
#
# expect: the verdict; options: variables of the verb; flags: CFLAGS; say: must
# be said; not-say: must not; once: stands in one line alone. PART=K/N takes
# every N-th program only, from the K-th on.
here=labs/interleave/tests
export CC="${1:-gcc}" LC_ALL=C
out=.build/interleave/whole-$CC
mkdir -p "$out"
passed=0 failed=0 number=0
part=${PART:-0/1}
unset TOKEN JSON GDB BOUND BUDGET RACES SPURIOUS STRATEGY SEED WITHIN FILE CFLAGS

check() { # NAME STATUS-OF-A-TEST SENTENCE
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        echo "whole, $CC, $1: $3"
        sed 's/^/    /' "$out/said.txt" | tail -n 12
        failed=$((failed + 1))
    fi
}

explore() { # FILE [VARIABLE=VALUE ...]
    file=$1
    shift
    env FILE="$file" "$@" timeout 120 labs/kit/verbs/explore \
        > "$out/said.txt" 2>&1
}

says() { # NAME GREP-OPTIONS... PATTERN
    name=$1
    shift
    grep -q "$@" "$out/said.txt"
    check "$name" $? "does not say: $*"
}

status_of() { # VERDICT
    case $1 in
    clean) echo 0 ;;
    failed) echo 1 ;;
    *) echo 3 ;;
    esac
}

wanted() { # WORD FILE
    sed -n "s|^// $1: ||p" "$2"
}

ends_in() { # NAME VERDICT STATUS
    [ "$3" = "$(status_of "$2")" ] &&
        [ "$(tail -n 1 "$out/said.txt")" = "verdict: $2" ]
    check "$1" $? "expected $2, got status $3"
}

# The table that a token replays is the one that was shown.
replays() { # NAME FILE
    token=$(sed -n 's/^To see exactly this again: make replay TOKEN=//p' \
        "$out/said.txt")
    sed -n '/^The interleaving/,/^$/p' "$out/said.txt" > "$out/table.txt"
    [ -n "$token" ]
    check "$1" $? "failed without a token"
    env TOKEN="$token" CFLAGS="$(wanted flags "$2")" \
        labs/kit/verbs/replay > "$out/said.txt" 2>&1
    sed -n '/^The interleaving/,/^$/p' "$out/said.txt" | cmp -s - "$out/table.txt"
    check "$1" $? "$token replays something else"
}

judge() { # FILE
    name=$(basename "$1" .c)
    verdict=$(wanted expect "$1")
    # shellcheck disable=SC2046
    explore "$1" CFLAGS="$(wanted flags "$1")" $(wanted options "$1")
    ends_in "$name" "$verdict" $?
    wanted say "$1" > "$out/say.txt"
    while read -r line; do
        says "$name" "$line"
    done < "$out/say.txt"
    line=$(wanted not-say "$1")
    if [ -n "$line" ]; then
        ! grep -q "$line" "$out/said.txt"
        check "$name" $? "says: $line"
    fi
    line=$(wanted once "$1")
    if [ -n "$line" ]; then
        [ "$(grep -c "\"$line" "$out/said.txt")" = 1 ] &&
            ! grep -qx "$line" "$out/said.txt"
        check "$name" $? "the program's own output is not in the table alone"
    fi
    [ "$verdict" != failed ] || replays "$name" "$1"
}

is_mine() {
    number=$((number + 1))
    [ $((number % ${part#*/})) = "${part%/*}" ]
}

for program in "$here"/whole/*.c; do
    is_mine || continue
    judge "$program"
done

# --- a real program with a fault ---------------------------------------------

for patch in "$here"/whole/thread_pool/*.patch; do
    is_mine || continue
    name=$(basename "$patch" .patch)
    patch -s -o "$out/$name.c" "$here/whole/thread_pool.c" "$patch" ||
        check "$name" 1 "the patch does not apply"
    explore "$out/$name.c"
    ends_in "$name" failed $?
    says "$name" "^FAILED: $(sed -n '1s/^Told-as: //p' "$patch")\$"
    replays "$name" "$out/$name.c"
done

echo "whole programs, $CC: $passed passed, $failed failed"
[ $failed -eq 0 ]
