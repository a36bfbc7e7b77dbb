#!/bin/sh
# outputs.sh - what make replay and make explore give besides a report: a drawing,
# a trace for Perfetto, a walk by keys, a stop in gdb; of a whole program, of a
# game and of a wrong hand-in.
. labs/kit/verbs/lib.sh

tests=labs/interleave/tests
out=.build/interleave/outputs
lab=1.2-safe-map
passed=0 failed=0 unchecked=0
rm -rf $out
mkdir -p $out/folder.svg
unset TOKEN JSON GDB SVG CHROME STEP KEYS BOUND BUDGET RACES SPURIOUS STRATEGY \
    SEED WITHIN FILE CFLAGS CC WHO

check() { # STATUS SENTENCE: tells what was said last if the status is not 0
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        echo "outputs: $2"
        sed 's/^/    /' $out/said | tail -n 8
        failed=$((failed + 1))
    fi
}

holds() { # SENTENCE COMMAND...
    sentence=$1
    shift
    "$@" > $out/check 2>&1
    check $? "$sentence"
}

run() { # VERB VARIABLE=VALUE...: what it says is in said, its status in $status
    verb=$1
    shift
    env "$@" timeout 120 labs/kit/verbs/"$verb" > $out/said 2> $out/complained \
        < /dev/null
    status=$?
}

says() { # WHICH-OUTPUT PATTERN
    grep -q -e "$2" $out/"$1"
    check $? "${sentence:-} lacks: $2"
}

refuses() { # PATTERN VERB VARIABLE=VALUE...: one sentence and status 2
    want=$1
    shift
    run "$@"
    [ $status = 2 ] && [ "$(grep -c . $out/complained)" = 1 ] &&
        grep -q -e "$want" $out/complained
    check $? "$* does not refuse with: $want ($(cat $out/complained))"
}

token_said() {
    sed -n 's/^To see exactly this again: make replay TOKEN=//p' $out/said
}

no_tool() { # TOOL HOW-MANY: counts what it would have checked
    ! command -v "$1" > /dev/null || return 1
    unchecked=$((unchecked + $2))
    echo "NOT CHECKED: $2, for want of $1"
}

# --- the files -----------------------------------------------------------------

# Copies, since whole.sh may be building its programs at the same time.
program=$out/drawn_twice.c
cp $tests/whole/withdraws.c $program
cp $tests/whole/exit_zero.c $out/ends_well.c
game=$(grep '^1.2-game2-' solutions/$lab/tokens.txt)

agree() { # NAME: NAME.svg and NAME.json against NAME.report
    no_tool jq 2 || {
        holds "$1.json is no trace" jq -e -f $tests/trace/chrome.jq $out/"$1".json
        holds "$1.json is another interleaving" jq -e -n \
            --slurpfile report $out/"$1".report \
            --slurpfile chrome $out/"$1".json -f $tests/trace/nested.jq
    }
    no_tool xmllint 1 || {
        holds "$1.svg is no XML" xmllint --noout $out/"$1".svg
        jq -r '.steps[] | .text' $out/"$1".report > $out/texts
        xmllint --xpath '//*[local-name()="text"]/text()' $out/"$1".svg |
            sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' > $out/drawn
        while IFS= read -r text; do
            grep -qxF -e "$text" $out/drawn || echo "$text"
        done < $out/texts > $out/missing
        [ -s $out/texts ] && [ ! -s $out/missing ]
        check $? "$1.svg lacks: $(head -n 1 $out/missing)"
    }
}

run explore FILE=$program SVG=$out/search.svg CHROME=$out/search.json
check $((status != 1)) "a search with files has status $status"
says said "^Wrote $out/search.svg: "
says said "^Wrote $out/search.json: "
[ "$(tail -n 1 $out/said)" = 'verdict: failed' ]
check $? "a search with files does not end in its verdict"
token=$(token_said)

run replay TOKEN="$token" SVG=$out/whole.svg CHROME=$out/whole.json JSON=1
check $((status != 1)) "a replay with files has status $status"
cp $out/said $out/whole.report
agree whole
holds "search and replay draw the same" cmp $out/search.svg $out/whole.svg
holds "search and replay trace the same" cmp $out/search.json $out/whole.json

run replay TOKEN="$game" SVG=$out/game.svg CHROME=$out/game.json JSON=1
check $status "a lab's replay with files has status $status"
cp $out/said $out/game.report
agree game

# Bytes that are no UTF-8, and more threads than a screen has columns.
printf '#include <assert.h>\nint main(void)\n{\n    %s\n    %s\351");\n}\n' \
    'int x = 0;' 'assert(x && "caf' > $out/latin.c
run explore FILE=$out/latin.c SVG=$out/latin.svg CHROME=$out/latin.json JSON=1
cp $out/said $out/latin.report
agree latin
cat > $out/forty.c <<'C'
#include <assert.h>
#include <pthread.h>
static _Atomic int n;
static void *up(void *unused) { n++; return unused; }
int main(void)
{
    pthread_t t[40];
    for (int i = 0; i < 40; i++) pthread_create(&t[i], 0, up, 0);
    for (int i = 0; i < 40; i++) pthread_join(t[i], 0);
    assert(n == 0);
}
C
run explore FILE=$out/forty.c SVG=$out/forty.svg CHROME=$out/forty.json JSON=1
cp $out/said $out/forty.report
agree forty

# --- files that cannot be written ----------------------------------------------

ln -s /dev/full $out/full.svg
ln -s /dev/full $out/full.json
refuses "^$out/full.svg was not written: No space left" explore FILE=$program \
    SVG=$out/full.svg
refuses "^$out/full.svg was not written: No space left" replay TOKEN="$game" \
    SVG=$out/full.svg
refuses "^$out/full.json was not written: No space left" explore FILE=$program \
    CHROME=$out/full.json JSON=1
refuses "none/x.svg was not written: No such file" replay TOKEN="$token" \
    SVG=$out/none/x.svg
refuses "folder.svg was not written: Is a directory" replay TOKEN="$game" \
    SVG=$out/folder.svg
refuses '^SVG=1 does not end in \.svg' replay TOKEN="$game" SVG=1
refuses '^CHROME=x.svg does not end in \.json' explore FILE=$program CHROME=x.svg
refuses '^GDB=1 stops at the failure' replay TOKEN="$game" GDB=1 SVG=x.svg

run explore FILE=$out/ends_well.c SVG=$out/clean.svg STEP=1 KEYS=n
[ $status = 0 ] && [ ! -e $out/clean.svg ]
check $? "a clean search draws something, or has status $status"
says said "clean.svg was not written: there is no interleaving to show"
says said 'There is no interleaving to walk through'

# --- the walk ------------------------------------------------------------------

refuses '^STEP=1 takes keys from a terminal' replay TOKEN="$game" STEP=1
refuses '^STEP=1 takes keys from a terminal' explore FILE=$program STEP=1
refuses '^STEP=1 is for a person' replay TOKEN="$game" STEP=1 KEYS=n JSON=1

walk() { # KEYS VERB VARIABLE=VALUE...
    keys=$1 verb=$2
    shift 2
    run "$verb" "$@" STEP=1 KEYS="$keys"
    sentence="a walk by $keys"
}

line_of() { # TEXT: in the program
    grep -n -m 1 "$1" $program | cut -d : -f 1
}

# One screen: the last one, without the question.
screen() {
    awk '/^-- / { text = "" } /^n next/ { shown = text } { text = text $0 "\n" }
        END { printf "%s", shown }' $out/said
}

walk "$(printf 'n%.0s' $(seq 100))" replay TOKEN="$token"
cp $out/said $out/all
walk "$(printf 'n%.0s' $(seq 100))" replay TOKEN="$token"
holds "the same keys show something else" cmp $out/said $out/all
no_tool jq 1 || {
    jq -r '.steps[] | select(.kind != "failure") | "T\(.thread) \(.text)"' \
        $out/whole.report > $out/texts
    awk '/^-- step/ { wanted = 1 }
        wanted && /^    T[0-9]+[:!] / { wanted = 0
            sub(/  +[^ ]+:[0-9]+$/, ""); sub(/^ */, ""); sub(/[:!] +/, " "); print
        }' $out/all > $out/walked
    holds "the walk has other steps than the report" \
        diff $out/texts $out/walked
}
says said '^This is the end\.$'
says said '^FAILED: assertion failed$'
says said "^To see exactly this again: make replay TOKEN=$token\$"
[ "$(tail -n 1 $out/said)" = 'verdict: failed' ] && [ $status = 1 ]
check $? "a walk does not end in the verdict"

walk s replay TOKEN="$token"
screen > $out/one
holds "s does not go to the forced switch" \
    grep -q '^    -- forced switch: T1 could have gone on --$' $out/one
holds "no thread's line is shown" \
    grep -q "^  T1  in take() *drawn_twice.c:$(line_of 'static void take')\$" $out/one
holds "the last read is not shown" \
    grep -q "^      read balance = 10 *drawn_twice.c:$(line_of 'balance >= amount')\$" \
    $out/one
holds "a lock is held that was given back" grep -q 'locks  none is held' $out/one
holds "who waits is not shown" \
    grep -q '^  T0  in main(), waits for T1 to end' $out/one
walk snnn replay TOKEN="$token"
screen > $out/one
holds "who holds the lock is not shown" grep -q 'locks  lock held by T2' $out/one
walk ss replay TOKEN="$token"
says said '^No forced switch follows\.$'
walk eu replay TOKEN="$token"
screen > $out/one
holds "who has ended is not shown" grep -q '^  ended  T1, T2$' $out/one
walk snnnnnnnn replay TOKEN="$token"
screen > $out/one
holds "the last write is not shown" \
    grep -q "^      write balance: 10 -> 2 *drawn_twice.c:$(line_of 'balance -= ')\$" \
    $out/one
walk e replay TOKEN="$token"
screen > $out/one
holds "e does not go to the end" grep -q '^    T0! ^ assertion failed' $out/one
walk nnur replay TOKEN="$token"
says said '^-- step 3 of '
screen > $out/one
holds "r does not go to the beginning" grep -q '^-- step 1 of ' $out/one
walk "$(printf '\033[Cn\033[B\033OA')" replay TOKEN="$token"
screen > $out/one
holds "arrows do not walk" grep -q '^-- step 3 of ' $out/one
walk 'u?x' explore FILE=$program
says said '^This is the beginning\.$'
for key in n u r e s q; do
    says said "^  $key  "
done
says said '^There are n, u, r, e, s, q, and ? for help\.$'
says said '(no more keys)'
check $((status != 1)) "keys that end change the status to $status"
walk nq explore FILE=$program
[ "$(grep -c 'all keys:' $out/said)" = 2 ]
check $? "q does not leave"
walk 'nnnnnnnse' replay TOKEN="$game"
says said '^  T1  in load_or_store(1, 20) '
says said 'map\.lock held by T2\|map->lock held by T2\|lock held by T1'
check $status "a lab's walk has status $status"

# A wait gives the mutex back with a step that is not shown.
cat > $out/waits.c <<'C'
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready;
static void *waits(void *unused)
{
    pthread_mutex_lock(&lock);
    while (!ready)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    return unused;
}
int main(void)
{
    pthread_t waiter;
    pthread_create(&waiter, 0, waits, 0);
    pthread_mutex_lock(&lock);
    ready = 1;
    pthread_mutex_unlock(&lock);
    pthread_join(waiter, 0);
}
C
walk nnnnnnnnnnnnn explore FILE=$out/waits.c
awk '/^-- / { shown = 0 } /T1: +waits on changed, unlocks lock/ { shown = 1 }
    shown' $out/said > $out/one
holds "a lock is held by who waits" grep -q '^  locks  none is held' $out/one

if gcc -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Werror -o $out/terminal \
    labs/kit/tests/play_terminal.c; then
    STEP=1 $out/terminal 'all keys:' n 'step 2 of' 1 1 \
        .build/explore/drawn_twice/program name=drawn_twice token="$token" > $out/said
    check $? "on a terminal"
    STEP=1 JUDGE_LAB=$lab $out/terminal 'all keys:' n 'step 2 of' 1 1 \
        .build/$lab/games/game2/driver.explored game2 "$game" > $out/said
    check $? "a lab's walk on a terminal"
fi

# --- gdb -----------------------------------------------------------------------

# The first frame that gdb shows of its own accord after the stop is selected.
selected() {
    sed -n '/hit Breakpoint 1, explore_stop_here/,$p' $out/said |
        grep -m 1 '^#[1-9]'
}

stops_at() { # FUNCTION FILE:LINE VARIABLE=VALUE...
    function=$1 place=$2
    shift 2
    run replay GDB=1 "$@"
    check $status "gdb has status $status for $*"
    selected > $out/frame
    grep -q " in $function (.*$place\$" $out/frame
    check $? "gdb does not stop in $function at $place: $(cat $out/frame)"
}

# A wrong hand-in of the lab: what its explorer says of one scenario.
wrong=$out/hand-in/$lab
mkdir -p "$wrong"
cp solutions/$lab/* "$wrong"
patch -s -p0 -d "$wrong" < labs/$lab/mutants/loads-without-a-lock.patch
line=$(grep -n 'hmap_access(m->inner' "$wrong/rw_map.c" | cut -d : -f 1)

if ! no_tool gdb 10; then
    at=$(line_of 'assert(balance')
    stops_at main "drawn_twice.c:$at" TOKEN="$token"
    says said "^${at}[[:space:]]*assert(balance >= 0);"
    says said '^#0 .*explore_stop_here'
    build $lab outputs "$wrong" .build/$lab/outputs/driver.explored > $out/said 2>&1
    JUDGE_LAB=$lab JUDGE_FROM=$wrong \
        JUDGE_HASH=$(candidate_hash $lab "$wrong") \
        .build/$lab/outputs/driver.explored rwlock_store_load > $out/said 2>&1
    stops_at find_locked "rw_map.c:$line" TOKEN="$(token_said)" \
        WHO=$out/hand-in
    says said "^${line}[[:space:]]*return m->inner ? hmap_access"
    run replay GDB=1 TOKEN="$(echo "$token" | sed 's/-1\..*-/-0-/')"
    says said 'This schedule does not fail: there is nothing to stop at'
    # A crash is the explorer's to see, not gdb's.
    printf 'int *nothing;\n\nint main(void)\n{\n    return *nothing;\n}\n' \
        > $out/null.c
    run explore FILE=$out/null.c
    stops_at main 'null.c:5' TOKEN="$(token_said)"
    # A standard input that never ends, as some have who run this unattended.
    mkfifo $out/open
    GDB=1 TOKEN="$token" timeout 120 labs/kit/verbs/replay <> $out/open \
        > $out/said 2>&1
    check $? "gdb waits for what nobody tells it"
fi

echo "outputs: $passed passed, $failed failed, $unchecked not checked"
[ $failed = 0 ]
