# count.awk - add up the closing counts of a stage's log: "N passed, N failed,
# N not checked", and Criterion's "Tested: N | Passing: N | Failing: N ...".

# A line of one test may quote a count.
/^ *(ok|FAIL|pass|n\/c) / { next }

/[0-9]+ passed, [0-9]+ failed/ {
    found = 1
    sub(/.*: /, "")
    for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^failed/) failed += $(i - 1)
        if ($i ~ /^not/) unchecked += $(i - 1)
    }
}
/Tested: [0-9]+ \| Passing: [0-9]+ \| Failing: [0-9]+/ {
    found = 1
    for (i = 1; i < NF; i++) {
        if ($i == "Passing:") passed += $(i + 1)
        if ($i == "Failing:") failed += $(i + 1)
    }
}
END {
    if (found)
        printf "%d passed, %d failed, %d not checked", passed, failed, unchecked
}
