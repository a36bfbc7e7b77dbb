# mutate.awk - what became of each mutant, as lines and as the kill matrix.
#
#     awk -f mutate.awk -v lab=LAB -v matrix=FILE EQUIVALENT ALL ROWS
#
# EQUIVALENT: a key at the margin, its reason indented below; # comments.
# ALL:        NAME FILE N LINE HASH KEY of each mutant that there is
# ROWS:       the same of each mutant that was judged, and FATE TESTS SAID

function outcome(word, sentence) {
    count[word]++
    printf "  %-4s %s %s\n", word, lab, sentence
}

function record(what, detail) {
    printf "%s:%s\t%s\t%s\t%s\t%s\n", $2, $4, operator, text, what, detail \
        > matrix
}

# A key is OPERATOR FILE FUNCTION ORDINAL TEXT; only the text may hold blanks.
function split_key(key,    word) {
    split(key, word, " ")
    operator = word[1]
    text = key
    sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", text)
}

# The tests that failed, in words: the first, and how many more.
function killers(    test, n) {
    n = split($8, test, " ")
    return test[1] (n > 1 ? " and " n - 1 " more" : "")
}

function died(who,    hangs, tests) {
    hangs = $7 == "limit"
    tests = $8
    gsub(/ /, ", ", tests)
    if ($6 in reason) {
        outcome("FAIL", who " is listed as equivalent, but " killers() \
            " kills it: " $9)
        record("LISTED BUT KILLED", tests)
        return
    }
    hung += hangs
    outcome("ok", who " is killed by " killers() \
        (hangs ? " (it hangs)" : ""))
    record(hangs ? "killed by a hang" : "killed", tests)
}

function judge_row(    who) {
    split_key($6)
    who = sprintf("%s:%s %s \"%s\"", $2, $4, operator, text)
    if ($7 == "refused") {
        dropped++
        printf "  -    %s %s does not compile\n", lab, who
        record("does not compile", $9)
    } else if ($7 == "killed" || $7 == "limit") {
        died(who)
    } else if ($7 == "survived" && $6 in reason) {
        equivalent++
        outcome("ok", who " is equivalent: " reason[$6])
        record("equivalent", reason[$6])
    } else if ($7 == "survived") {
        outcome("FAIL", who " SURVIVED; its key: " $6)
        record("SURVIVED", $6)
    } else if ($7 == "unchecked") {
        outcome("n/c", who ": not killed by what could be checked: " $9)
        record("NOT CHECKED", $9)
    } else {
        outcome("FAIL", who " could not be judged: " $9)
        record("ERROR", $9)
    }
}

function check_reasons(    key) {
    for (key in reason) {
        if (!(key in known))
            outcome("FAIL", "equivalent.txt names no mutant with: " key)
        else if (reason[key] == "")
            outcome("FAIL", "equivalent.txt gives no reason for: " key)
    }
}

BEGIN {
    FS = "\t"
    printf "" > matrix
}

FILENAME == ARGV[1] && /^(#|[ \t]*$)/ { next }
FILENAME == ARGV[1] && /^[ \t]/ {
    gsub(/^[ \t]+/, "")
    reason[key] = reason[key] (reason[key] == "" ? "" : " ") $0
    next
}
FILENAME == ARGV[1] {
    key = $0
    gsub(/[ \t]+/, " ", key)
    reason[key] = ""
    next
}
FILENAME == ARGV[2] { known[$6] = 1; next }
{ judge_row() }

END {
    check_reasons()
    printf "mutate %s: %d killed, %d of them only as they hang; " \
        "%d equivalent; %d do not compile\n", lab, count["ok"] - equivalent, \
        hung, equivalent, dropped
    printf "mutate %s: %d passed, %d failed", lab, count["ok"], count["FAIL"]
    if (count["n/c"])
        printf ", %d not checked", count["n/c"]
    print ""
    exit count["FAIL"] > 0 || (dropped > 0 && count["ok"] + count["n/c"] == 0)
}
