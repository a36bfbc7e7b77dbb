#!/bin/sh
# known.sh - nothing that a candidate may call gets past the explorer: the names
# that the kit's gate lets in, and the whole of the thread library, are wrapped,
# known to be harmless, or refused.
here=labs/interleave
export LC_ALL=C

names_of() { # KINDS: of known.txt
    sed 's/ *#.*//; /^$/d' $here/known.txt | awk -v kinds="$1" '
        { kind = $1 ~ /^[-=]$/ ? $1 : "+"; name = $1 ~ /^[-=]$/ ? $2 : $1 }
        index(kinds, kind) { print name }'
}
wrapped() { sed 's/--wrap=//' $here/wrap.rsp; }

# What the gate allows by name or by pattern, of all that the library has.
allowed() {
    sed 's/ *#.*//; /^ *$/d' labs/kit/allowed.txt > .build/interleave/allowed.txt
    nm -D --defined-only "$(gcc -print-file-name=libc.so.6)" |
        awk '$2 ~ /[TWi]/ && /@@GLIBC_2/ { sub(/@.*/, "", $3); print $3 }' |
        sort -u | awk '
        NR == FNR {
            if ($1 ~ /^[=<>]$/) next
            refused = $1 == "-"
            name = refused ? $2 : $1
            rule[++rules] = name
            says[rules] = !refused
            next
        }
        {
            for (i = 1; i <= rules; i++) {
                name = rule[i]
                if (sub(/\*$/, "", name) ? index($1, name) == 1 : $1 == name) {
                    if (says[i]) print $1
                    next
                }
            }
        }' .build/interleave/allowed.txt -
}

allowed > .build/interleave/allows.txt
{
    wrapped
    names_of '+='
} | awk '
    NR == FNR {
        if (sub(/\*$/, "")) prefix[++n] = $1
        else known[$1] = 1
        next
    }
    { total++ }
    $1 in known { next }
    {
        for (i = 1; i <= n; i++)
            if (index($1, prefix[i]) == 1) next
        print "known: a candidate may call " $1 \
            ", which the explorer does not know"
        wrong++
    }
    END {
        print "known: " total - wrong " passed, " wrong + 0 " failed"
        exit wrong > 0 || total < 100
    }' - .build/interleave/allows.txt
status=$?

twice=$({ wrapped; names_of '+=-'; } | sort | uniq -d)
[ -z "$twice" ] || echo "known: said twice:" $twice
[ $status -eq 0 ] && [ -z "$twice" ]
