# stands.awk - where the threads of a process stand, from gdb's backtraces: of
# each thread the calls that lie in the lab's folder and not in its scenarios,
# innermost first.
#
#     awk -v folder=labs/1.2-safe-map/ -f stands.awk

/^Thread [0-9]/ { title = "thread " $2 }

# "#5  0x... in lock (m=0x...) at labs/1.2-safe-map/safe_map.c:17"
/^#[0-9]+ / {
    at = index($0, " at " folder)
    place = substr($0, at + 4 + length(folder))
    if (!at || place ~ /^(scenarios|experiment)/)
        next
    printf "  %-10s  %-16s  %s()\n", title, place, $2 ~ /^0x/ ? $4 : $2
    title = ""
}
