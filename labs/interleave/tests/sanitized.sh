#!/bin/sh
# sanitized.sh - the tests once more, over the explorer built with AddressSanitizer
# and UBSan. A fault that they see ends its process, and so fails the test.
#
# LONG=1 runs all programs; else those that the tests of tokens need and every
# eighth other one.
tests=labs/interleave/tests
out=.build/interleave/sanitized
mkdir -p $out/trace

# The explored program catches its own signals.
ASAN_OPTIONS=handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0
ASAN_OPTIONS=$ASAN_OPTIONS:handle_abort=0:use_sigaltstack=0:detect_leaks=0
export ASAN_OPTIONS

needed='counter_race abba lost_wakeup cond_signal_wrong_waiter
hazard_not_validated cond_timeout_unchecked leak livelock null_pointer'
every=$(cd $tests/programs && ls ./*.c | sed 's|./||; s/\.c$//')
if [ -n "${LONG:-}" ]; then
    chosen=$every
else
    chosen=$({ echo "$needed" | tr ' ' '\n'; echo "$every" | awk 'NR % 8 == 1'
        } | sort -u)
fi
wrong=0
# shellcheck disable=SC2086
CORE=$out/core.o OUT=$out/programs sh $tests/run.sh gcc -O0 $chosen || wrong=1
PROGRAMS=$out/programs/gcc-O0 sh $tests/tokens.sh 2 || wrong=1
OUT=$out/trace EXPLORER=$out sh $tests/trace/run.sh || wrong=1
exit $wrong
