#!/bin/sh
# long.sh - make test-explorer LONG=1: all that there is, a command a line, and
# what it comes to.
#
#     long.sh FLAGS TARGET...
#
# FLAGS are those that the explorer is compiled with; TARGETs are of
# interleave.mk, and no longer here than there. What was said is kept in
# .build/interleave/long.txt.
here=labs/interleave/tests
said=.build/interleave/long.txt
broken=.build/interleave/long.failed
flags=$1
shift

run() {
    "$@" || echo "$@" >>$broken
}

everything() { # TARGET...
    run make -s "$@" # first: others use the programs that it leaves
    run sh $here/run.sh gcc -O1
    run sh $here/whole.sh gcc
    for cc in clang-14 clang-19; do
        if ! command -v $cc >/dev/null; then
            echo "NOT CHECKED: $cc, which is not installed"
            continue
        fi
        run sh $here/run.sh $cc -O0
        run sh $here/run.sh $cc -O1
        run sh $here/whole.sh $cc
    done
    for strategy in bounded dpor; do
        run env STRATEGY=$strategy sh $here/run.sh gcc -O0
    done
    run sh $here/replays.sh 100
    run sh $here/whole_edges.sh
    run sh $here/faults.sh "$flags"
    run sh $here/oracles.sh long
}

# Each test ends in a line with its counts.
add_up() { # SECONDS
    awk -v seconds="$1" '
        match($0, /[0-9]+ passed, [0-9]+ failed/) {
            split(substr($0, RSTART, RLENGTH), word, " ")
            passed += word[1]
            failed += word[3]
        }
        /^NOT CHECKED/ { unchecked++ }
        END {
            if (unchecked) print "explorer, long: " unchecked " NOT CHECKED"
            print "explorer, long: " passed + 0 " passed, " failed + 0 \
                " failed, in " seconds " s"
            if (ENVIRON["VALUES"] == "") exit
            print "value passed " passed + 0
            print "value failed " failed + 0
            print "value seconds " seconds
        }' $said
}

rm -f $broken
began=$(date +%s)
everything "$@" 2>&1 | tee $said
[ ! -e $broken ] || sed 's/^/explorer, long: failed: /' $broken
add_up $(($(date +%s) - began))
[ ! -e $broken ]
