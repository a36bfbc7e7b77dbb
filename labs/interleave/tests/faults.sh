#!/bin/sh
# faults.sh - every fault seeded in the explorer is seen by the test it names.
#
# A fault is a patch on labs/interleave whose first line is `Killed-by: TEST`
# and whose second says what is wrong. TEST is a program of tests/programs,
# maybe with a strategy after it, or `oracle`, `classes`, `naive_races`,
# `litmus`. The same test has passed without the patch.
#
#     faults.sh FLAGS [NAME ...]
#
# FLAGS are those that the explorer is compiled with. PART=K/N takes every N-th
# fault only, from the K-th on; that they still apply is asked of all.
here=labs/interleave
out=.build/interleave/faults
flags=$1
shift
wrong=0 count=0

applies() {
    patch --dry-run -s -p1 -d $here <"$here/tests/faults/$1.patch" >/dev/null
}

# The explorer with the patched files compiled anew, as $out/NAME/core.o.
build() {
    dir=$out/$1
    rm -rf "$dir" && mkdir -p "$dir/source" "$dir/object" &&
        cp $here/*.[ch] "$dir/source" &&
        patch -s -p1 -d "$dir/source" <"$here/tests/faults/$1.patch" &&
        cp .build/interleave/objects/*.o "$dir/object" || return 1
    for file in $(sed -n 's|^+++ b/\([a-z_0-9]*\.c\).*|\1|p' \
        "$here/tests/faults/$1.patch"); do
        # shellcheck disable=SC2086
        gcc $flags -w -I"$dir/source" -c "$dir/source/$file" \
            -o "$dir/object/${file%.c}.o" || return 1
    done
    sh $here/join.sh "$dir/core.o" "$dir"/object/*.o
}

# A scenario that reads its program, under the faulty explorer, for a script
# that runs it.
is_seen_by() { # FAULT SCENARIO SCRIPT ARGUMENT...
    fault_out=$out/$1 scenario=$2 script=$3
    shift 3
    gcc ".build/interleave/$scenario.o" .build/interleave/main.o \
        "$fault_out/core.o" -no-pie -Wl,@$here/wrap.rsp -pthread \
        -o "$fault_out/$scenario" &&
        ! PROGRAM=$fault_out/$scenario \
            sh $here/tests/"$script" "$@" >"$fault_out/said.txt" 2>&1
}

# Whether the test sees the fault.
is_killed() {
    case $2 in
    oracle) is_seen_by "$1" scenario_random oracle.sh 1 12 ;;
    classes) is_seen_by "$1" scenario_random classes.sh 1 150 ;;
    naive_races) is_seen_by "$1" scenario_random naive_races.sh 1 60 ;;
    litmus) is_seen_by "$1" scenario_litmus litmus.sh ;;
    *' '*)
        ! CORE=$out/$1/core.o OUT=$out/$1 STRATEGY=${2#* } \
            sh $here/tests/run.sh gcc -O0 "${2% *}" >"$out/$1/said.txt" 2>&1
        ;;
    *)
        ! CORE=$out/$1/core.o OUT=$out/$1 \
            sh $here/tests/run.sh gcc -O0 "$2" >"$out/$1/said.txt" 2>&1
        ;;
    esac
}

[ $# -gt 0 ] ||
    set -- $(cd $here/tests/faults && ls ./*.patch | sed 's|./||; s/\.patch$//')
part=${PART:-0/1} number=0
unset PART # run.sh has one of its own
for fault; do
    number=$((number + 1))
    if [ $((number % ${part#*/})) != "${part%/*}" ]; then
        applies "$fault" && continue
        echo "faults: $fault does not apply"
        count=$((count + 1)) wrong=$((wrong + 1))
        continue
    fi
    count=$((count + 1))
    killer=$(sed -n '1s/^Killed-by: //p' "$here/tests/faults/$fault.patch")
    if ! build "$fault"; then
        echo "faults: $fault does not apply or does not compile"
    elif is_killed "$fault" "$killer"; then
        rm -rf "$out/${fault:?}"
        continue
    else
        echo "faults: $fault is not seen by $killer"
    fi
    wrong=$((wrong + 1))
done
echo "faults seeded: $((count - wrong)) passed, $wrong failed"
[ $wrong -eq 0 ] && [ $number -ge 25 ]
