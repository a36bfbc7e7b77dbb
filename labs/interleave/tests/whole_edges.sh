#!/bin/sh
# whole_edges.sh - `make explore` and what it is given by mistake, by a person at
# a terminal, or by a debugger.
here=labs/interleave/tests
export LC_ALL=C
out=.build/interleave/whole-edges
rm -rf "$out"
mkdir -p "$out/folder.c"
passed=0 failed=0
unset TOKEN JSON GDB BOUND BUDGET RACES SPURIOUS STRATEGY SEED WITHIN FILE CFLAGS CC

check() { # STATUS SENTENCE
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        echo "whole, edges: $2"
        sed 's/^/    /' "$out/said.txt" | tail -n 8
        failed=$((failed + 1))
    fi
}

says() { # STATUS SENTENCE VARIABLE=VALUE...: and nothing else but the compiler
    want=$1 sentence=$2
    shift 2
    env "$@" timeout 60 labs/kit/verbs/explore > "$out/said.txt" 2>&1
    status=$?
    [ $status = "$want" ]
    check $? "status $status for $*"
    head -n 1 "$out/said.txt" | grep -q "$sentence"
    check $? "$* does not say: $sentence"
}

# --- no program --------------------------------------------------------------

: > "$out/empty.c"
echo 'int half(void) { return 1; }' > "$out/half.c"
echo 'int main(void) { return x; }' > "$out/wrong.c"
echo 'int missing(void); int main(void) { return missing(); }' > "$out/links.c"
echo 'extern char *tzname[]; int main(void) { return !tzname[0]; }' > "$out/data.c"
echo 'int main() {}' > "$out/plus.cpp"
echo 'int main' > "$out/cut.c"
cp "$out/empty.c" "$out/text.txt"
says 2 '^Which program?' FILE=
says 2 '^There is no file none.c\.$' FILE=none.c
says 2 'is a folder' FILE="$out/folder.c"
says 2 'is C++: the explorer takes C\.$' FILE="$out/plus.cpp"
says 2 'does not end in \.c' FILE="$out/text.txt"
says 2 'is empty\.$' FILE="$out/empty.c"
says 2 'has no main' FILE="$out/half.c"
says 2 'does not compile:$' FILE="$out/wrong.c"
says 2 'does not compile:$' FILE="$out/cut.c"
says 2 'does not link: nothing defines missing' FILE="$out/links.c"
says 3 "^Could not judge: .* uses the library's variable tzname" \
    FILE="$out/data.c"
says 2 'is no regular file' FILE=/dev/null
says 2 'There is no compiler' FILE="$out/half.c" CC=no-such-compiler
says 2 'BOUND=x is no number' FILE="$out/half.c" BOUND=x
says 2 'STRATEGY=luck is none of' FILE="$out/half.c" STRATEGY=luck
says 2 'BUDGET=-1 is no number' FILE="$out/half.c" BUDGET=-1
says 2 'RACES=maybe is neither' FILE="$out/half.c" RACES=maybe
says 2 '^Which file is this token of?' TOKEN=file-nothing_like_it-0-0000

# --- odd names ---------------------------------------------------------------

program='#include <assert.h>
int main(void) { assert(!"here"); return 0; }'
for name in "two words" "-dash" "quote'" 'dollar$' "semi;colon" "star*" \
    "ümlaut" "a.b" "a-b"; do
    printf '%s\n' "$program" > "$out/$name.c"
    says 1 '^FAILED: assertion failed$' FILE="$out/$name.c"
    token=$(sed -n 's/^To see exactly this again: make replay TOKEN=//p' \
        "$out/said.txt")
    env TOKEN="$token" labs/kit/verbs/replay > "$out/said.txt" 2>&1
    tail -n 1 "$out/said.txt" | grep -q '^verdict: failed$'
    check $? "the token of $name.c: $token"
done

# A token knows its program.
printf '%s\n' "$program" | sed 's/here/there/' > "$out/a.b.c"
env TOKEN="$(sed -n 's/^To see exactly this again: make replay TOKEN=//p' \
    "$out/said.txt" | sed 's/a_b/a.b/')" labs/kit/verbs/replay \
    > "$out/said.txt" 2>&1
grep -q 'your file changed' "$out/said.txt"
check $? "a changed program is not said to be changed"

# --- limits, terminals, debuggers --------------------------------------------

long="$here/whole/long_search.c"
env FILE="$long" WITHIN=1 BUDGET=999999999 timeout 60 labs/kit/verbs/explore \
    > "$out/said.txt" 2>&1
tr '\n' ' ' < "$out/said.txt" | grep -q 'the budget ended' &&
    [ "$(tail -n 1 "$out/said.txt")" = 'verdict: clean' ]
check $? "SECONDS=1 does not end the search"

# As if somebody pressed Ctrl-C once the search has begun.
.build/explore/long_search/program name=long_search budget=999999999 \
    > "$out/said.txt" 2>&1 &
program=$!
until caught=$(sed -n 's/^SigCgt:.*\(.\)$/\1/p' /proc/$program/status) &&
    case $caught in [2367abef]) true ;; *) false ;; esac do
    sleep 0.1
done
kill -INT $program
wait $program
[ $? = 3 ] && grep -q '^The search was interrupted\.$' "$out/said.txt" &&
    grep -q 'no failure found in' "$out/said.txt" &&
    [ "$(tail -n 1 "$out/said.txt")" = 'verdict: could not judge' ]
check $? "Ctrl-C does not end the search with what it has"

if command -v script > /dev/null; then
    FILE=$long BUDGET=30000 TERM=xterm script -qec labs/kit/verbs/explore \
        /dev/null < /dev/null > "$out/said.txt"
    tr '\r' '\n' < "$out/said.txt" | grep -q '[0-9] schedules'
    check $? "no progress is shown on a terminal"
fi

if command -v gdb > /dev/null; then
    patch -s -o "$out/pool.c" "$here/whole/thread_pool.c" \
        "$here/whole/thread_pool/waits-until-it-runs.patch"
    env FILE="$out/pool.c" labs/kit/verbs/explore > "$out/said.txt" 2>&1
    token=$(sed -n 's/^To see exactly this again: make replay TOKEN=//p' \
        "$out/said.txt")
    printf 'bt\nkill\n' | env GDB=1 TOKEN="$token" timeout 100 \
        labs/kit/verbs/replay > "$out/said.txt" 2>&1
    grep -q 'squares_are_right ().*pool.c:' "$out/said.txt" ||
        grep -A1 'squares_are_right' "$out/said.txt" | grep -q 'pool.c:'
    check $? "gdb does not stop on the program's frames"
else
    echo "NOT CHECKED: a replay in gdb, which is not installed"
fi

echo "whole programs, edges: $passed passed, $failed failed"
[ $failed -eq 0 ]
