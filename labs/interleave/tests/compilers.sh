#!/bin/sh
# compilers.sh - the explorer's own code and the kit's raise no warning with
# compilers that do not build them.
#
#     compilers.sh FLAGS COMPILER...
flags=$1
shift
files=$(echo labs/interleave/*.c labs/kit/*.c)
passed=0 failed=0

[ $# != 0 ] || echo "NOT CHECKED: the explorer compiled by clang, which is not here"
for compiler in "$@"; do
    # shellcheck disable=SC2086
    if $compiler $flags -D_POSIX_C_SOURCE=200809L -Ilabs/kit -Ilabs/hmap \
        -fsyntax-only $files; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "compiled by $*: $passed passed, $failed failed"
[ $failed = 0 ]
