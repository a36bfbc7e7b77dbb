# whole.awk - sorts the names that a program needs and defines: see whole.sh.
# Writes out/stubs.c, out/renamed.txt, and out/wrong.txt, of which the first
# line is the reason why the program is not built.
$1 == "known" {
    kind = "+"
    name = $2
    if ($2 == "-" || $2 == "=") {
        kind = $2
        name = $3
    }
    why = ""
    for (i = 4; kind == "-" && i <= NF; i++)
        why = why (i > 4 ? " " : "") $i
    if (sub(/\*$/, "", name)) {
        prefix[++prefixes] = name
        prefix_kind[prefixes] = kind
        prefix_why[prefixes] = why
    } else {
        known[name] = kind
        because[name] = why
    }
    next
}
$1 == "needs" { needs[$2] = 1; next }
$1 == "defines" { defines[$2] = 1; next }
{ is[$1, $2] = 1 }

# What headers call a function by; people know it by the other name.
function plain(name) {
    sub(/^__isoc(99|23)_/, "", name)
    return name
}

function kind_of(name,    i) {
    if (name in known)
        return known[name]
    for (i = 1; i <= prefixes; i++)
        if (index(name, prefix[i]) == 1) {
            because[name] = prefix_why[i]
            return prefix_kind[i]
        }
    return ""
}

function stub(name) {
    why = because[plain(name)]
    printf "void unknown_%s(void) { explore_unknown(\"%s\", %s, " \
        "__builtin_return_address(0)); }\n", name, plain(name), \
        why == "" ? "0" : "\"" why "\"" > stubs
    print name, "unknown_" name > renamed
}

END {
    stubs = out "/stubs.c"
    renamed = out "/renamed.txt"
    wrong = out "/wrong.txt"
    printf "" > wrong
    print "_Noreturn void explore_unknown(const char *, const char *, void *);" \
        > stubs
    print "main interleave_program_main" > renamed
    for (name in needs) {
        kind = kind_of(plain(name))
        if (is["wrapped", name] || name ~ /^__tsan_/ || is["ours", name] || \
            kind == "+" || kind == "=")
            continue
        if (is["function", name])
            stub(name)
        else if (is["data", name])
            print "data", name > wrong
        else
            print "nothing", name > wrong
    }
    for (name in defines)
        if (name != "main" && (is["explorer", name] || is["ours", name]))
            print name, "program_" name > renamed
}
