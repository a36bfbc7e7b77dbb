# pages.awk - from labels.tsv to what the templates want to know, as YAML:
# chapters and appendices with their sections, this page, the one before and
# the one after. -v page=NAME

BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

function entry(n,    line) {
    line = "{url: " quoted(name[n] ".html") ", title: " quoted(title[n]) \
        ", number: " quoted(number[n])
    if (name[n] == page) line = line ", current: true"
    return line sections[n]
}

function list(what, kind,    n) {
    if (!(kind in count)) {
        print what ": []"
        return
    }
    print what ":"
    for (n = 1; n <= pages; n++)
        if (kind_of[n] == kind)
            print "- " entry(n) (sections[n] != "" ? "]" : "") "}"
}

function neighbour(what, n) {
    if (n >= 1 && n <= pages)
        print what ": {url: " quoted(name[n] ".html") ", title: " \
            quoted(title[n]) ", number: " quoted(number[n]) "}"
}

$3 ~ /^(chapter|appendix) / && !(($2, "top") in seen) {
    seen[$2, "top"] = 1
    name[++pages] = $2
    title[pages] = $4
    kind_of[pages] = $3 ~ /^chapter/ ? "chapter" : "appendix"
    count[kind_of[pages]]++
    number[pages] = substr($3, index($3, " ") + 1)
    if ($2 == page) here = pages
}

$3 ~ /^section / {
    sections[pages] = sections[pages] (sections[pages] == "" ? ", sections: [" : \
        ", ") "{url: " quoted($2 ".html#" $1) ", title: " quoted($4) \
        ", number: " quoted(substr($3, 9)) "}"
}

END {
    print "booktitle: \"Concurrent Map Writes\""
    print "lang: en-GB"
    if (here) {
        print "pagetitle: " quoted(title[here])
        print "number: " quoted(number[here])
        print kind_of[here] ": true"
    } else {
        print "pagetitle: \"Concurrent Map Writes\""
    }
    list("chapters", "chapter")
    list("appendices", "appendix")
    if (here) neighbour("prev", here - 1)
    neighbour("next", here + 1)
}
