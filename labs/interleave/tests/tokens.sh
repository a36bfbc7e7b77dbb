#!/bin/sh
# tokens.sh - a token replays to the same bytes in every process; a changed
# candidate is followed as far as it fits; a broken token never breaks the tool.
programs=${PROGRAMS:-.build/interleave/programs/gcc-O0}
wrong=0

complain() {
    echo "tokens: $*"
    wrong=$((wrong + 1))
}

token_of() {
    "$programs/$1" | sed -n 's/^token: //p'
}

# --- the same bytes ----------------------------------------------------------
for program in counter_race abba lost_wakeup cond_signal_wrong_waiter \
    hazard_not_validated cond_timeout_unchecked leak livelock null_pointer; do
    token=$(token_of $program)
    want=$("$programs/$program" token="$token" | cksum)
    for run in 1 2 3 4 5 6 7 8 9 10; do
        got=$("$programs/$program" token="$token" | cksum)
        [ "$got" = "$want" ] || complain "$program $token differs in run $run"
    done
    again=$(token_of $program)
    [ "$again" = "$token" ] || complain "$program: $token, then $again"
    [ -z "$(echo "$token" | tr -d 'A-Za-z0-9._-')" ] ||
        complain "$token has characters that no token may have"
done

# --- a changed candidate -----------------------------------------------------
token=$(token_of abba)
"$programs/abba" token="$token" candidate=77 |
    grep -q '^replay: changed, 1 of 1 fit' ||
    complain "a changed candidate is not said to be changed"
"$programs/abba" token="${token%-*-*}-1.2.2_1.99.2_7.1.0-0000" |
    grep -q '^replay: changed, 1 of 3 fit: at operation 99 of T1' ||
    complain "switches that do not fit are not told"
"$programs/abba" token="${token%-*-*}-1.99.2-${token##*-}" |
    grep -q '^unjudged: 6 ' ||
    complain "a token that cannot be this program's is not refused"

# --- broken tokens -----------------------------------------------------------
try() {
    timeout 20 "$programs/abba" token="$1" >.build/interleave/token.txt 2>&1
    status=$?
    [ $status -le 1 ] || [ $status -eq 3 ] || complain "status $status: $1"
    ! grep -q 'explorer itself failed' .build/interleave/token.txt ||
        complain "the explorer fell over $1"
}
for bad in "" - -- --- x-y "t-s--" "t-s-0" "t-s-0-xyz" "t-s-1-0000" \
    "t-s-1.-0000" "t-s-1.1-0000" "t-s-1.1.-0000" "t-s-1.1.1_-0000" \
    "t-s-_-0000" "t-s-999.1.1-0000" "t-s-1.99999999999.1-0000" \
    "t-s-1.1.v-0000" "t-s-1.1.t99-0000" "t-s-1.a.1-0000" "t-s-r-0000" \
    "t-s-1.1.1 -0000" "-+-+-+" "t-s-0-+123" "t-s-31.1.31-0000"; do
    try "$bad"
done
awk -v seed="${1:-1}" -v good="$token" 'BEGIN {
    srand(seed)
    letters = "0123456789._-avtsrx"
    for (i = 0; i < 150; i++) {
        text = good
        for (k = int(rand() * 4) + 1; k > 0; k--) {
            at = int(rand() * length(text)) + 1
            letter = substr(letters, int(rand() * length(letters)) + 1, 1)
            text = substr(text, 1, at - 1) letter \
                substr(text, at + int(rand() * 3))
        }
        print text
    }
}' >.build/interleave/tokens.txt
while read -r bad; do
    try "$bad"
done <.build/interleave/tokens.txt
echo "tokens, seed ${1:-1}: $((wrong == 0)) passed, $wrong failed"
[ $wrong -eq 0 ]
