#!/bin/sh
# run.sh - what is told of the programs of this folder: the text kept in golden/,
# at 80 and at 120 columns, in colour, as JSON, as a drawing, for Perfetto.
#
#     run.sh [PROGRAM ...]    UPDATE=1 writes golden/ again: look at it, then
#                             commit it
#
# A program defines scenario(). One that has a folder of its name is linked with
# the kit and the scenarios.c there, as a lab's is.
here=labs/interleave/tests/trace
golden=$here/golden
out=${OUT:-.build/interleave/trace}
explorer=${EXPLORER:-.build/interleave} # another build of it: sanitized
explored="-std=gnu11 -w -O0 -g -fno-builtin -fsanitize=thread -Wno-tsan \
-fno-omit-frame-pointer -fno-pie"
link="-no-pie -Wl,@labs/interleave/wrap.rsp -pthread -ldw ${SANITIZE:-}"
kit="driver thread scenario record fields job count fatal history linearize \
alloc_none"
passed=0 failed=0 unchecked=0
mkdir -p $out/kit $golden

ok() {
    passed=$((passed + 1))
}

complain() { # PROGRAM SENTENCE
    echo "  FAIL $1: $2"
    failed=$((failed + 1))
}

verdict() { # PROGRAM SENTENCE COMMAND...: the sentence is told if it fails
    program=$1 sentence=$2
    shift 2
    if "$@" > $out/said 2>&1; then ok; else
        complain "$program" "$sentence"
        head -n 20 $out/said
    fi
}

with() { # TOOL: whether it is here; counts what it would have checked
    command -v "$1" > /dev/null && return
    unchecked=$((unchecked + 1))
    return 1
}

# --- building ------------------------------------------------------------------

build_kit() {
    for part in $kit; do
        gcc -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -g -fno-pie -Ilabs/kit \
            -Ilabs/hmap -c labs/kit/$part.c -o $out/kit/$part.o || return 1
    done
    for part in labs/hmap/*.c; do
        gcc -std=c11 -D_POSIX_C_SOURCE=200809L -O0 -g -fno-pie -Ilabs/hmap \
            -Ilabs/kit -c "$part" -o $out/kit/hmap_"$(basename "$part" .c)".o ||
            return 1
    done
}

build() { # PROGRAM
    # shellcheck disable=SC2086
    gcc $explored -Ilabs/interleave/tests -c "$here/$1.c" \
        -o "$out/$1.o" || return 1
    if has_driver "$1"; then
        # shellcheck disable=SC2086
        gcc -std=c11 -g -fno-pie -Ilabs/kit -c "$here/$1/scenarios.c" \
            -o "$out/$1.scenarios.o" &&
            gcc "$out/$1.o" "$out/$1.scenarios.o" $out/kit/*.o \
                $explorer/interleave.o $link -o "$out/$1"
    else
        # shellcheck disable=SC2086
        gcc "$out/$1.o" $out/show.o $explorer/report.o $link \
            -o "$out/$1"
    fi
}

has_driver() { # PROGRAM
    [ -f "$here/$1/scenarios.c" ]
}

# --- checks --------------------------------------------------------------------

kept() { # PROGRAM NAME: what stdin says is what is kept under NAME
    if [ -n "${UPDATE:-}" ]; then
        cat > "$golden/$2"
        return
    fi
    cat > "$out/now"
    verdict "$1" "this is not golden/$2" diff "$golden/$2" "$out/now"
}

# A token is one word, whatever its length.
fits() { # PROGRAM WIDTH FILE
    verdict "$1" "has lines of more than $2 characters" sh -c "
        ! sed 's/…/./g; /^To see exactly/d' '$3' |
            awk -v width=$2 'length(\$0) > width' | grep ."
}

count_marks() { # FILE: forced switches that are told, and that are marked
    told=$(sed -n 's/^The interleaving (\([0-9]*\) forced.*/\1/p' "$1")
    marked=$(grep -c -e '-- forced switch --' "$1")
    echo "$told told, $marked marked"
    [ "${told:-0}" = "$marked" ]
}

uncoloured() { # PROGRAM
    "$out/$1" text colour=1 | tr -d '\033' | sed 's/\[[0-9;]*m//g' > $out/plain
    tr -d '\033' < "$out/$1.80" | sed 's/\[[0-9;]*m//g' | cmp - $out/plain
}

json_agrees() { # PROGRAM
    "$out/$1" json > $out/json
    jq -e --arg sentence "$("$out/$1" sentence)" '
        .sentence == $sentence and (.threads | length) > 0 and
        ([.steps[] | (.thread | type) == "number" and
            (.text | length) > 0 and (.kind | length) > 0] | all)' $out/json
}

replays() { # PROGRAM
    token=$(sed -n 's/.*make replay TOKEN=//p' "$out/$1.80")
    "$out/$1" table "token=$token" > $out/again
    "$out/$1" table | cmp - $out/again
}

text_of() { # ELEMENT: of the drawing
    xmllint --xpath "string(//*[local-name()='$1'])" $out/svg
}

# Each text of the JSON report is a line of the drawing, and is read aloud.
shows_every_step() { # PROGRAM
    "$out/$1" json | jq -r '.steps[] | .text' > $out/steps
    xmllint --xpath '//*[local-name()="text"]/text()' $out/svg |
        sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' > $out/lines
    text_of desc > $out/aloud
    [ -s $out/steps ] && while IFS= read -r step; do
        grep -qxF -- "$step" $out/lines || {
            echo "not drawn: $step"
            return 1
        }
        grep -qF -- "${step#^ }" $out/aloud || {
            echo "not read aloud: $step"
            return 1
        }
    done < $out/steps
}

# Black on white in print, light and dark on a screen, and the sentence as what
# is read aloud.
drawing_is_whole() { # PROGRAM
    "$out/$1" svg > $out/svg
    xmllint --noout $out/svg &&
        [ "$(text_of title)" = "$("$out/$1" sentence)" ] &&
        grep -q 'prefers-color-scheme:dark' $out/svg &&
        grep -q '@media print' $out/svg && shows_every_step "$1"
}

# What Perfetto needs of the Trace Event Format.
perfetto_opens() { # PROGRAM
    "$out/$1" chrome > $out/chrome
    jq -e -f $here/chrome.jq $out/chrome &&
        jq -e -n --slurpfile report $out/json --slurpfile chrome $out/chrome \
            -f $here/nested.jq
}

judge() { # PROGRAM
    "$out/$1" text width=80 > "$out/$1.80"
    "$out/$1" text width=120 > "$out/$1.120"
    kept "$1" "$1.txt" < "$out/$1.80"
    fits "$1" 80 "$out/$1.80"
    fits "$1" 120 "$out/$1.120"
    verdict "$1" "marks other switches than it tells" count_marks "$out/$1.80"
    verdict "$1" "says something else in colour" uncoloured "$1"
    verdict "$1" "is another table when its token is replayed" replays "$1"
    with jq && verdict "$1" "its JSON is another report" json_agrees "$1"
    with jq && verdict "$1" "Perfetto could not open it" perfetto_opens "$1"
    with xmllint && verdict "$1" "its drawing is not whole" drawing_is_whole "$1"
}

judge_with_kit() { # PROGRAM
    JUDGE_LAB=t JUDGE_HASH=1 "$out/$1" "$1" > "$out/$1.80" 2> "$out/$1.error"
    kept "$1" "$1.txt" < "$out/$1.80"
    fits "$1" 80 "$out/$1.80"
}

gcc -std=gnu11 -Wall -Wextra -Werror -g -fno-pie -c $here/show.c -o $out/show.o ||
    exit 1
build_kit || exit 1
every=$(cd $here && ls ./*.c | sed 's|./||; s/\.c$//' | grep -vx show)
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $every
for program; do
    if ! build "$program"; then
        complain "$program" "does not build"
    elif has_driver "$program"; then
        judge_with_kit "$program"
    else
        judge "$program"
    fi
done
case " $* " in
*' check_then_act '*)
    kept check_then_act check_then_act.120.txt < $out/check_then_act.120
    "$out/check_then_act" text colour=1 | sed 's/\x1b/^[/g' |
        kept check_then_act check_then_act.colour.txt
    ;;
esac
[ -z "${UPDATE:-}" ] || echo "golden/ is written again; look at it"
[ $unchecked = 0 ] || echo "NOT CHECKED: $unchecked, for want of jq or xmllint"
echo "reports: $passed passed, $failed failed, $unchecked not checked"
[ $failed = 0 ]
