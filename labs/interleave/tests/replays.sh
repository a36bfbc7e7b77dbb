#!/bin/sh
# replays.sh RUNS - the token of every wrong program, as each compiler built it,
# in so many fresh processes: one output each. Uses what run.sh has left.
runs=$1
passed=0 failed=0 tokens=0
for text in .build/interleave/programs/*/*.txt; do
    program=${text%.txt}
    token=$(sed -n 's/^token: //p' "$text")
    if [ -z "$token" ] || [ ! -x "$program" ]; then
        continue
    fi
    tokens=$((tokens + 1))
    outputs=$(seq "$runs" | xargs -P 2 -I N sh -c \
        '"$0" token="$1" 2> /dev/null | cksum' "$program" "$token" |
        sort -u | wc -l)
    if [ "$outputs" = 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "  FAIL $program: token $token has $outputs outputs in $runs runs"
    fi
done
echo "replays, $tokens tokens in $runs processes each: $passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
