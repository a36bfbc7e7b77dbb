# tsan.awk - ThreadSanitizer's reports, cut to the frames in the student's
# files (names, separated by |). The first line sums them up.

/^== / { scenario = substr($0, 4) }
/WARNING: ThreadSanitizer: / {
    report++
    sub(/.*ThreadSanitizer: /, "")
    sub(/ \(pid=.*/, "")
    text = text "\n" scenario ": " $0 "\n"
    frames = 0
}
/^  [A-Z]/ && report && !/^  Mutex|^  Location|^  Thread/ {
    sub(/ at 0x[0-9a-f]+/, "")
    text = text $0 "\n"
    mine = 0
}
/^    #/ && report && !mine {
    count = split(names, name, "|")
    for (i = 1; i <= count; i++) {
        if (match($0, "/" name[i] ":[0-9]+")) {
            place = substr($0, RSTART + 1, RLENGTH - 1)
            text = text "    " $2 " " place "\n"
            mine = 1
            if (!(place in seen)) {
                seen[place] = 1
                places = places (places ? ", " : "") place
            }
        }
    }
}
END {
    if (!report)
        print "ThreadSanitizer (no points): no report"
    else
        printf "ThreadSanitizer (no points): %d report%s%s%s; `make tsan " \
            "LAB=...` shows them\n", report, report == 1 ? "" : "s",
            places ? ", " : "", places
    printf "%s", text
}
