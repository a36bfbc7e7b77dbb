#!/bin/sh
# join.sh - one object file of many, fit to be linked into a program that is
# explored.
#
#     join.sh RESULT OBJECT ...
#
# The explorer's own calls of wrapped functions are renamed so that they reach
# the library. Its code and data get sections of their own: the data is not put
# back between schedules, the code is not part of a candidate's hash.
result=$1
shift
sed 's/--wrap=\(.*\)/\1 __real_\1/' labs/interleave/wrap.rsp >"$result.names"
ld -r "$@" -o "$result.tmp" &&
    objcopy --redefine-syms="$result.names" \
        --rename-section .text=interleave_text \
        --rename-section .text.unlikely=interleave_text \
        --rename-section .text.startup=interleave_text \
        --rename-section .text.hot=interleave_text \
        --rename-section .text.exit=interleave_text \
        --rename-section .data=interleave_data \
        --rename-section .bss=interleave_bss "$result.tmp" "$result" &&
    rm -f "$result.tmp" "$result.names"
