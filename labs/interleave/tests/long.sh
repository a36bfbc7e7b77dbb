#!/bin/sh
# long.sh - make test-explorer LONG=1: what takes too long for every day, a
# command a line. $1: the flags that the explorer is compiled with.
here=labs/interleave/tests
failed=0

run() {
    "$@" || failed=1
}

for cc in gcc clang-14 clang-19; do
    if ! command -v $cc > /dev/null; then
        echo "NOT CHECKED: $cc, which is not installed"
        continue
    fi
    for level in -O0 -O1; do
        run sh $here/run.sh $cc $level
    done
    run sh $here/whole.sh $cc
done
for strategy in bounded dpor; do
    run env STRATEGY=$strategy sh $here/run.sh gcc -O0
done
run sh $here/whole_edges.sh
run sh $here/faults.sh "$1"
run sh $here/oracles.sh long
exit $failed
