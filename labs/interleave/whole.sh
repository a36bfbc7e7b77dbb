#!/bin/sh
# whole.sh - builds a C program that has its own main to be explored as it is.
#
#     whole.sh FILE OUT       leaves OUT/program, its hash in OUT/hash.txt, the
#                             inline assembly in OUT/assembly.txt
#
# CC is the compiler (gcc), CFLAGS what else it is given. Status: 2 this is no
# program that can be built, 3 it cannot be judged; with one sentence.
export LC_ALL=C
file=$1 out=$2
here=labs/interleave
cc=${CC:-gcc}

no() { # STATUS SENTENCE
    status=$1
    shift
    printf '%s\n' "$*"
    [ "$status" != 3 ] || echo "verdict: could not judge"
    exit "$status"
}

# --- the file ----------------------------------------------------------------

[ -n "$file" ] || no 2 "Which program? For example: make explore FILE=x.c"
[ ! -d "$file" ] || no 2 "$file is a folder: give one C file with a main."
[ -e "$file" ] || no 2 "There is no file $file."
[ -f "$file" ] || no 2 "$file is no regular file."
[ -r "$file" ] || no 2 "$file cannot be read."
case $file in
*.c) ;;
*.cc | *.cpp | *.cxx | *.C | *.hpp) no 2 "$file is C++: the explorer takes C." ;;
*) no 2 "$file does not end in .c: the explorer takes C." ;;
esac
[ -s "$file" ] || no 2 "$file is empty."
case $file in
/*) path=$file ;;
*) path=./$file ;; # a name may begin with a dash
esac
command -v "$cc" > /dev/null ||
    no 2 "There is no compiler $cc here: name another one with CC=gcc."

# --- the compiler ------------------------------------------------------------

mkdir -p "$out" || no 2 "$out cannot be made."
rm -f "$out/program"
case $cc in
*clang*) extra="-mllvm -tsan-instrument-read-before-write=1" ;;
*) extra=-Wno-tsan ;;
esac
# shellcheck disable=SC2086
$cc ${CFLAGS:-} -O0 -w -S -g -fsanitize=thread -fno-builtin -fno-pie -pthread \
    -fno-omit-frame-pointer -U_FORTIFY_SOURCE $extra "$path" -o "$out/program.s" \
    2> "$out/said.txt" || {
    printf '%s does not compile:\n' "$file"
    grep -m 3 -E 'error|Error' "$out/said.txt" || head -n 3 "$out/said.txt"
    exit 2
}
$cc -c "$out/program.s" -o "$out/program.o" 2> "$out/said.txt" ||
    no 2 "$file does not assemble: $(head -n 1 "$out/said.txt")"
nm "$out/program.o" > "$out/symbols.txt"
grep -q ' T main$' "$out/symbols.txt" ||
    no 2 "$file has no main: the explorer runs whole programs."

# What a token says of the code: this file, the headers that are not the
# system's, and what the compiler is told.
# shellcheck disable=SC2086
{
    printf '%s' "${CFLAGS:-}"
    $cc ${CFLAGS:-} -E "$path" 2> "$out/said.txt" |
        sed -n 's/^# [0-9]* "\([^<"]*\)"[ 12]*$/\1/p' | sort -u |
        while read -r part; do cat "$part"; done 2>> "$out/said.txt"
} | sha256sum | cut -c 1-4 > "$out/hash.txt"

# --- inline assembly ---------------------------------------------------------

# Both compilers put it between marks, gcc with the line before it.
awk -v file="$file" '
    $1 == ".loc" { line = $3 }
    $1 == "#APP" { inside = 1; next }
    $1 == "#NO_APP" { inside = 0; next }
    inside && /^# [0-9]+ "/ { if ($2) line = $2; next }
    inside && NF && $1 !~ /^#/ {
        gsub(/[ \t]+/, " "); sub(/^ /, "")
        if ($0 !~ /^(pause|nop|rep; ?nop|rep nop)$/)
            printf "%s:%d %s\n", file, line, $0
    }' "$out/program.s" > "$out/assembly.txt"
meets=' (lock|xchg[bwlq]?|xadd[bwlq]?|cmpxchg[0-9a-z]*|xbegin|syscall|int)( |;|$)'
if at=$(grep -m 1 -E "$meets" "$out/assembly.txt"); then
    no 3 "Could not judge: ${at%% *} has inline assembly (${at#* }) by which" \
        "threads may meet, and the explorer does not see it: write it with" \
        "<stdatomic.h>."
fi

# --- what it calls -----------------------------------------------------------

# Functions that are neither simulated nor harmless become calls of a stub that
# ends the search by name. What the program defines and the explorer itself
# uses keeps out of the explorer's way under another name.
library() { nm -D --defined-only "$(gcc -print-file-name="$1")"; }
{
    sed 's/--wrap=\(.*\)/wrapped \1/' $here/wrap.rsp
    sed 's/ *#.*//; /^$/d; s/^/known /' $here/known.txt
    nm .build/interleave/whole.o |
        awk '$1 == "U" { sub(/^__real_/, "", $2); print "explorer", $2 }
             $2 == "T" { print "ours", $3 }'
    nm "$(gcc -print-libgcc-file-name)" 2> /dev/null |
        awk '$2 == "T" { print "wrapped", $3 }'
    { library libc.so.6 && library libm.so.6; } |
        awk '{ sub(/@.*/, "", $3)
               print $2 ~ /[TWiV]/ && $2 != "V" ? "function" : "data", $3 }'
    awk 'NF == 2 && $1 == "U" { print "needs", $2 }
         $2 ~ /[TBDRC]/ { print "defines", $3 }' "$out/symbols.txt"
} > "$out/names.txt"
awk -f $here/whole.awk -v out="$out" "$out/names.txt" || exit 1
sort -o "$out/wrong.txt" "$out/wrong.txt"
if read -r kind name < "$out/wrong.txt"; then
    case $kind in
    nothing) no 2 "$file does not link: nothing defines $name, which it uses." ;;
    data) no 3 "Could not judge: $file uses the library's variable $name," \
        "which the explorer does not know." ;;
    esac
fi

# --- the linker --------------------------------------------------------------

gcc -c -w -fno-pie "$out/stubs.c" -o "$out/stubs.o" &&
    objcopy --redefine-syms="$out/renamed.txt" "$out/program.o" &&
    gcc -no-pie "$out/program.o" "$out/stubs.o" .build/interleave/whole.o \
        -Wl,@$here/wrap.rsp -pthread -ldw -lm -o "$out/program" \
        2> "$out/said.txt" ||
    no 2 "$file does not link: $(grep -v ': in function' "$out/said.txt" |
        head -n 1)"
