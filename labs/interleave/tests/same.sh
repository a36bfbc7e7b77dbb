#!/bin/sh
# same.sh - a token is replayed in fresh processes: idle, beside busy loops, on one
# CPU, with addresses and environment that differ each time. One output.
#
#     same.sh RUNS PROGRAM...    PROGRAM is one of tests/trace, built; RUNS are
#                                shared out among the weathers
. labs/interleave/tests/weather.sh

runs=$1
shift
out=.build/interleave/same
passed=0 failed=0 unchecked=0
mkdir -p $out

# The report of a search, or of a token.
report() { # PROGRAM [TOKEN]
    if [ -d "labs/interleave/tests/trace/$1" ]; then
        JUDGE_LAB=t JUDGE_HASH=1 ".build/interleave/trace/$1" "$1" "$2" 2> /dev/null
    else
        ".build/interleave/trace/$1" text "token=$2"
    fi
}

# Each in an environment of its own length, which moves the process's stack.
replay() { # PROGRAM TOKEN
    i=0 padding=
    while [ $i -lt $((runs / 4)) ]; do
        i=$((i + 1)) padding=$padding-
        PADDING=$padding report "$1" "$2" | cksum
    done >> "$out/$1"
}

check() { # PROGRAM
    token=$(sed -n 's/.*make replay TOKEN=//p' \
        "labs/interleave/tests/trace/golden/$1.txt")
    wanted=0
    : > "$out/$1"
    for weather in $weathers; do
        in_weather "$weather" replay "$1" "$token"
        if [ $? = 77 ]; then
            echo "NOT CHECKED: $1 in weather $weather, for want of taskset"
            unchecked=$((unchecked + 1))
        else
            wanted=$((wanted + runs / 4))
        fi
    done
    replays=$(wc -l < "$out/$1") outputs=$(sort -u "$out/$1" | wc -l)
    echo "$1, token $token: $replays replays, $outputs output"
    if [ "$replays" = $wanted ] && [ "$outputs" = 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        sort "$out/$1" | uniq -c
    fi
}

[ "$(cat /proc/sys/kernel/randomize_va_space)" != 0 ] || {
    echo "NOT CHECKED: addresses do not differ on this machine"
    unchecked=$((unchecked + 1))
}
for program; do
    check "$program"
done
echo "the same bytes: $passed passed, $failed failed, $unchecked not checked"
[ $failed = 0 ]
