# lib.sh - what the verbs share. Every verb runs from the project's root.
# shellcheck shell=sh

export LC_ALL=C

die() { # STATUS SENTENCE
    status=$1
    shift
    printf '%s\n' "$*" >&2
    exit "$status"
}

all_labs() {
    for folder in labs/[0-9]*/; do
        [ -d "$folder" ] && basename "$folder"
    done
}

# The number of a lab: 1.1 of 1.1-crash.
number_of() {
    printf '%s\n' "${1%%-*}"
}

# The labs that LAB means: all if it is empty, else the one with that number
# or that name.
pick_labs() {
    if [ -z "$1" ]; then
        all_labs
        return
    fi
    for lab in $(all_labs); do
        if [ "$1" = "$lab" ] || [ "$1" = "$(number_of "$lab")" ]; then
            printf '%s\n' "$lab"
            return
        fi
    done
    die 2 "There is no lab \"$1\". The labs are: $(all_labs | paste -sd ' ')."
}

pick_one_lab() { # VERB LAB
    [ -n "$2" ] || die 2 "Which lab? For example: make $1 LAB=$(number_of \
        "$(all_labs | head -n 1)"). The labs are: $(all_labs | paste -sd ' ')."
    pick_labs "$2"
}

# The make that builds one lab: build LAB WHO FROM TARGET...
build() {
    lab=$1 who=$2 from=$3
    shift 3
    ${MAKE:-make} -s --no-print-directory -j2 -f labs/kit/lab.mk \
        LAB="$lab" WHO="$who" FROM="$from" V="${V:-}" "$@"
}

# The same, for what needs clang and may be missing: the program that looks for
# its twin says NOT CHECKED.
build_twin() {
    build "$@" > .build/twin.log 2>&1 || rm -f "$4"
}

# --- games: wrong programs of a lab, in folders of their own -------------------

games_of() { # LAB: their names, one a line
    for folder in labs/"$1"/games/*/; do
        [ -d "$folder" ] && basename "$folder"
    done
}

labs_with_games() {
    for lab in $(all_labs); do
        [ -z "$(games_of "$lab")" ] || number_of "$lab"
    done | paste -sd ' '
}

is_game() { # LAB NAME
    [ -n "$2" ] && [ -d "labs/$1/games/$2" ]
}

# Its driver, and what its tokens end in. In a shell of its own, since build
# has variables.
build_game() ( # LAB NAME
    out=$(out_of "$1" "games/$2")
    mkdir -p "$out"
    rm -f "$out/refused" "$out/hash"
    if ! build "$1" "games/$2" "labs/$1/games/$2" "$out/driver.explored" \
        > "$out/build.log" 2>&1; then
        cat "$out/refused" "$out/build.log" >&2 2> /dev/null
        die 2 "The game $2 of lab $1 cannot be built; see above."
    fi
    candidate_hash "$1" "labs/$1/games/$2" > "$out/hash"
)

# All of them, unless nothing changed since they were.
build_games() ( # LAB
    built=.build/$1/games/built
    [ -d "labs/$1/games" ] || exit 0
    if [ -e "$built" ] && [ -z "$(find labs/"$1" labs/kit labs/hmap \
        labs/interleave -name '*.[chm]*' -newer "$built" | head -n 1)" ]; then
        exit 0
    fi
    for game in $(games_of "$1"); do
        build_game "$1" "$game" || exit
    done
    touch "$built"
)

# What a student edits, as names of files: whatever has a starter. Code takes
# the place of the lab's file of the same name; anything else the tests read.
edited_files() { # LAB
    ls "labs/$1/.starter"
}

out_of() { # LAB WHO
    printf '.build/%s/%s\n' "$1" "$2"
}

files_of() { # LAB WHO FROM: the candidate's files, as paths
    build "$1" "$2" "$3" files
}

# Everything a verdict depends on, as one hash: the candidate's files and all
# that judges it.
content_of() { # LAB FROM
    {
        cat "$2"/*.c "$2"/*.txt labs/"$1"/*.c labs/"$1"/*.h \
            labs/"$1"/games/*.h labs/"$1"/games/*/*.c 2>/dev/null
        cat labs/kit/*.[ch] labs/kit/*.mk labs/kit/allowed.txt labs/hmap/*.[ch]
        cat labs/interleave/*.[ch] labs/interleave/*.rsp 2>/dev/null
        gcc --version
    } | sha256sum | cut -c 1-16
}

# The candidate alone, as the four digits that tokens carry.
candidate_hash() { # LAB FROM
    cat "$2"/*.c 2>/dev/null | sha256sum | cut -c 1-4
}

# What a student does after a check with points missing. Where only tokens are
# missing, no hint helps.
next_verb() { # LAB WHO
    grep -l '^verdict [^1]' "$(out_of "$1" "$2")"/results/* 2> /dev/null |
        grep -qv 'game[0-9]*_is_broken$' && { echo hint; return; }
    [ -s "$(out_of "$1" "$2")/refused" ] && { echo hint; return; }
    echo play
}

versions() {
    gcc_version=$(gcc -dumpfullversion 2>/dev/null)
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
    printf 'gcc %s, %s, Linux %s\n' "$gcc_version" "$glibc" "$(uname -r)"
}

# What replay and explore give besides a report, and in its place.
check_outputs() {
    case ${SVG:-.svg} in
    *.svg) ;;
    *) die 2 "SVG=$SVG does not end in .svg: name the file to be written." ;;
    esac
    case ${CHROME:-.json} in
    *.json) ;;
    *) die 2 "CHROME=$CHROME does not end in .json: name the file to be \
written." ;;
    esac
    [ -z "${GDB:-}" ] || [ -z "${SVG:-}${CHROME:-}${STEP:-}" ] ||
        die 2 "GDB=1 stops at the failure: ask for SVG, CHROME or STEP without it."
    [ -n "${STEP:-}" ] || return 0
    [ -z "${JSON:-}" ] || die 2 "STEP=1 is for a person, JSON=1 for a program: \
ask for one of them."
    [ -t 0 ] || [ -n "${KEYS:-}" ] || die 2 "STEP=1 takes keys from a terminal, \
and here is none: give them in advance, KEYS=nnsq."
}

# gdb at the failure, on the student's frame. Where nobody sits at a terminal it
# shows how the program came there, and ends.
stop_in_gdb() { # PROGRAM ARGUMENT...
    labs/kit/setup/need gdb || exit
    if [ -t 0 ]; then
        exec gdb -q -x labs/interleave/stop.py --args "$@"
    fi
    exec gdb -q -batch -x labs/interleave/stop.py --args "$@"
}

# Colour only where a person looks and has not forbidden it.
wants_colour() {
    [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]
}

# Long work says what it does, on a terminal in one line that is overwritten.
progress() {
    if [ -t 2 ]; then
        printf '\r\033[K%s' "$*" >&2
    fi
}

progress_done() {
    if [ -t 2 ]; then
        printf '\r\033[K' >&2
    fi
}
