# tsan.awk - ThreadSanitizer's reports, cut to the frames in the student's
# files (names, separated by |). The first line sums them up; a report without
# such a frame is about given code, which may race on purpose, and is left out.
# `lab` is the lab's number.

function end_report() {
    if (touched) {
        report++
        text = text one
    }
    one = ""
    touched = 0
}

/^== / { end_report(); scenario = substr($0, 4) }
/WARNING: ThreadSanitizer: / {
    end_report()
    sub(/.*ThreadSanitizer: /, "")
    sub(/ \(pid=.*/, "")
    one = "\n" scenario ": " $0 "\n"
}
/^  [A-Z]/ && one && !/^  Mutex|^  Location|^  Thread/ {
    sub(/ at 0x[0-9a-f]+/, "")
    one = one $0 "\n"
    mine = 0
}
/^  Mutex|^  Location|^  Thread/ { mine = 1 }
/^    #/ && one && !mine {
    count = split(names, name, "|")
    for (i = 1; i <= count; i++) {
        if (match($0, "/" name[i] ":[0-9]+")) {
            place = substr($0, RSTART + 1, RLENGTH - 1)
            one = one "    " $2 " " place "\n"
            mine = touched = 1
            if (!(place in seen)) {
                seen[place] = 1
                places = places (places ? ", " : "") place
            }
        }
    }
}
END {
    end_report()
    if (!report)
        print "ThreadSanitizer (no points): no report"
    else
        printf "ThreadSanitizer (no points): %d report%s, %s; `make tsan " \
            "LAB=%s` shows them\n", report, report == 1 ? "" : "s", places, lab
    printf "%s", text
}
