# runs.sh - what a run is: read by book/record. POSIX sh, from the root.

tab=$(printf '\t')

# Every run: those declared by a file, and for each lab those of runs/each-lab
# whose line "only" names something that is there.
run_names() {
    ls book/runs | sed -n 's/\.run$//p'
    for template in book/runs/each-lab/*.run; do
        for lab in labs/[0-9]*/; do
            one=$(basename "$template" .run)-$(basename "$lab" | sed 's/-.*//')
            find_declaration "$one"
            [ -f "$declaration" ] && [ -e "$(field only)" ] && echo "$one"
        done
    done
}

# The file that declares a run; of one that each lab has, it is made here.
find_declaration() {
    declaration=book/runs/$1.run
    template=book/runs/each-lab/${1%-*}.run
    folder=$(basename "$(echo labs/"${1##*-}"-*)")
    [ -f "$template" ] && [ -d "labs/$folder" ] || return 0
    declaration=$WORK/$1.run
    sed "s/@LAB@/${1##*-}/; s/@FOLDER@/$folder/g" "$template" > "$declaration"
}

# Fill kind, command, inputs, status, needs, trace and asked from its
# declaration.
read_declaration() {
    find_declaration "$1"
    if [ ! -f "$declaration" ]; then
        echo "record: there is no $declaration; declared are:" $(run_names)
        return 1
    fi
    kind=$(field kind) command=$(field command) inputs=$(field inputs)
    status=$(field status) trace=$(field trace) needs=$(field needs)
    status=${status:-0} asked=$(field asked)
    case $kind in
    deterministic | measured) ;;
    *) echo "record: $declaration: kind is deterministic or measured," \
        "not \"$kind\""; return 1 ;;
    esac
    if [ -z "$command$trace" ] || [ -z "$inputs" ]; then
        echo "record: $declaration needs a line \"command\" or \"trace\", and one \"inputs\""
        return 1
    fi
}

# The values of every line that begins with the word $1.
field() {
    sed -n "s/^$1[[:space:]][[:space:]]*//p" "$declaration"
}

have_needs() {
    for missing in $needs; do
        command -v "$missing" > /dev/null || return 1
    done
}

# Every declared input with its sha256. A pattern that matches nothing is a
# mistake in the declaration: print it as a file that is not there. A comment on
# a line of its own changes no program, and makes no recording stale.
input_hashes() {
    rm -rf "$WORK/bare"
    mkdir -p "$WORK/bare"
    for file in $inputs; do
        if [ -f "$file" ]; then echo "$file"; else echo "none  $file" >&3; fi
    done 3> "$WORK/none" | sort -u | awk -v into="$WORK/bare/" '{
        is_c = $0 ~ /\.[ch]$/
        name = $0; gsub(/\//, "|", name)
        printf "" > (into name)
        while ((getline line < $0) > 0)
            if (!is_c || line !~ /^ *\/\//) print line > (into name)
        close($0); close(into name) }'
    { (cd "$WORK/bare" && find . -type f -exec sha256sum {} + | sed 's/  \.\//  /; s/|/\//g')
      cat "$WORK/none"; } | LC_ALL=C sort -k 2 -u
}

# One hash over the declaration and all inputs.
digest() {
    { grep -v "^#" "$declaration"; input_hashes; } | sha256sum |
        cut -d ' ' -f 1
}

# Run $1 in an environment that is the same for everyone. Leaves the text in
# $WORK/NAME.text. The status must be the declared one.
perform() {
    clean_shell "${command:-:}" > "$WORK/$1.raw" 2>&1
    happened=$?
    sed "s/$(printf '\033')\\[[0-9;?]*[A-Za-z]//g; s|$PWD/||g; s/$(printf '\r')//g" \
        "$WORK/$1.raw" > "$WORK/$1.text"
    if [ "$happened" -ne "$status" ]; then
        echo "record $1: it ended with status $happened, not $status; it printed:"
        tail -5 "$WORK/$1.text" | sed 's/^/    /'
        return 1
    fi
    [ -z "$trace" ] && return 0
    clean_shell "$trace" > "$WORK/$1.trace" && jq -e .steps "$WORK/$1.trace" \
        > /dev/null && return 0
    echo "record $1: \"$trace\" did not print a trace (book/README.md)"
    return 1
}

clean_shell() {
    env -i PATH="$PATH" HOME="$HOME" LC_ALL=C.UTF-8 TERM=dumb NO_COLOR=1 \
        COLUMNS=80 DEPS=0 VALUES=1 sh -c "$1" < /dev/null
}

# The values of a run, a line each: KEY, tab, VALUE. A program prints them as
# "value KEY VALUE"; a declaration takes others out of the text with sed.
values() {
    sed -nE 's/^value ([A-Za-z0-9_]+) (.*)$/\1'"$tab"'\2/p' "$1"
    field take | while read -r key pattern; do
        found=$(sed -nE "s${pattern}p" "$1" | head -1)
        if [ -n "$found" ]; then printf '%s\t%s\n' "$key" "$found"
        else echo "record: nothing matches \"take $key $pattern\"" >&2; fi
    done
}

write_json() {
    values "$WORK/$1.text" > "$WORK/$1.values"
    field relation > "$WORK/$1.relations"
    grep -v '^value [A-Za-z0-9_]* ' "$WORK/$1.text" > "$WORK/$1.shown"
    input_hashes > "$WORK/$1.inputs"
    jq -n --arg name "$1" --arg kind "$kind" --arg command "${command:-$trace}" \
        --arg date "$(date -u +%Y-%m-%d)" --arg digest "$(digest)" \
        --argjson status "$happened" --argjson cpus "$(nproc)" \
        --arg cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" \
        --arg kernel "$(uname -sr | sed "s/-.*//")" --arg compiler "$(gcc --version | head -1)" \
        --rawfile output "$WORK/$1.shown" --rawfile values "$WORK/$1.values" \
        --rawfile relations "$WORK/$1.relations" \
        --rawfile inputs "$WORK/$1.inputs" -f book/recording.jq
}

# Evaluate each relation over the values of a recording; all must hold.
check_relations() {
    jq -r '(.values | to_entries[] | "v\t\(.key)\t\(.value)"),
        (.relations[] | "r\t\(.)")' "$1" | awk -F '\t' -v run="$1" '
    function term(word) { return word in value ? value[word] : word }
    function holds(a, op, b) {
        if (a ~ /^-?[0-9.]+$/ && b ~ /^-?[0-9.]+$/) { a += 0; b += 0 }
        if (op == "<") return a < b
        if (op == "<=") return a <= b
        if (op == "==") return a == b
        if (op == "!=") return a != b
        if (op == ">") return a > b
        if (op == ">=") return a >= b
        return -1
    }
    function known(word) {
        return word in value || word ~ /^-?[0-9.]+$/ || word ~ /^"/
    }
    $1 == "v" { value[$2] = $3 }
    $1 == "r" {
        split($2, part, " ")
        if (!known(part[1]) || !known(part[3])) {
            print run ": the relation \"" $2 "\" names a value that the run" \
                " did not print"; bad = 1; next
        }
        gsub(/"/, "", part[3])
        if (holds(term(part[1]), part[2], term(part[3])) != 1) {
            print run ": the relation \"" $2 "\" does not hold: " \
                term(part[1]) " and " term(part[3]); bad = 1
        }
    }
    END { exit bad }'
}

# NAME, tab, fresh or missing or stale, tab, a sentence.
state() {
    recorded=$(ls book/runs/*.json 2> /dev/null | grep -v '\.trace\.json$')
    [ -z "$recorded" ] || recorded=$(jq -r '"\(.name) \(.digest)"' $recorded)
    for one in $(run_names); do
        read_declaration "$one" >&2 || continue
        was=$(printf '%s\n' "$recorded" | awk -v n="$one" '$1 == n { print $2 }')
        if [ -z "$was" ]; then
            printf '%s\tmissing\tit was never recorded\n' "$one"
        elif [ "$was" = "$(digest)" ]; then
            printf '%s\tfresh\t%s\n' "$one" "$was"
        else
            printf '%s\tstale\t%s\n' "$one" "$(what_changed "$one")"
        fi
    done
}

# The first few names, and how many more.
what_changed() {
    jq -r '.inputs | to_entries[] | "\(.value)  \(.key)"' \
        "book/runs/$1.json" > "$WORK/$1.old"
    input_hashes | diff "$WORK/$1.old" - | sed -n 's/^[<>].*  //p' | sort -u |
        awk '{ if (NR <= 3) names = names $0 " " }
            END { if (!NR) names = "its declaration "
                  if (NR > 3) names = names "and " NR - 3 " more "
                  print names "changed since it was recorded" }'
}
