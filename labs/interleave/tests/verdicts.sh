#!/bin/sh
# verdicts.sh LAB RUNS - what the judge says of a lab's explored tests is the same
# bytes in every process: verdict, sentence, evidence, token, coverage. The
# solution and the starter are judged RUNS times, a quarter in each weather.
#
# A test is explored if its result has a coverage; its seed is the native runs'.
. labs/kit/verbs/lib.sh
. labs/interleave/tests/weather.sh

lab=$(pick_one_lab interleave-verdicts "${1:-}") || exit
runs=${2:-20}
keep=.build/interleave/verdicts/$lab
passed=0 failed=0 unchecked=0
rm -rf "$keep"
mkdir -p "$keep"

explored() { # WHO: what was said of each explored test
    for result in "$(out_of "$lab" "$1")"/results/*; do
        ! grep -aq '^coverage .' "$result" || grep -av '^seed ' "$result"
    done
}

judge() { # WHO FROM
    i=0
    while [ $i -lt $((runs / 4)) ]; do
        i=$((i + 1)) done=$((done + 1))
        labs/kit/verbs/judge-lab "$lab" "$1" "$2"
        explored "$1" > "$keep/$1.$done"
        progress "$lab, $1: $done of $runs"
    done
}

check() { # WHO FROM
    done=0
    for weather in $weathers; do
        in_weather "$weather" judge "$1" "$2"
        [ $? != 77 ] || {
            echo "NOT CHECKED: $1 in weather $weather, for want of taskset"
            unchecked=$((unchecked + 1))
        }
    done
    progress_done
    tests=$(grep -ac '^test ' "$keep/$1.1")
    outputs=$(cksum "$keep/$1".* | cut -d ' ' -f 1,2 | sort -u | wc -l)
    echo "$lab, $1: $tests explored tests, judged $done times, $outputs output"
    [ "$tests" != 0 ] || [ "$1" = solutions ] || return
    if [ "$tests" -gt 0 ] && [ "$done" -gt 1 ] && [ $outputs = 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "The files are $keep/$1.*; compare those that differ."
    fi
}

check solutions "solutions/$lab"
check starter "labs/$lab/.starter"
echo "explored verdicts of $lab: $passed passed, $failed failed, $unchecked not checked"
[ $failed = 0 ]
