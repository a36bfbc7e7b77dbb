# The trace for Perfetto against the steps of the report: a slice a step, in the
# same order; around each are as many slices of its thread as calls are around
# the step, and no two of a thread overlap but one inside the other. A result is
# inside its call, and so are the folded steps right before it.
#
#     jq -e -n --slurpfile report R.json --slurpfile chrome C.json -f nested.jq
def ends: .ts + .dur;

[$report[0].steps[] | select(.kind != "failure")] as $steps
| [$chrome[0].traceEvents[] | select(.ph == "X")] as $slices
| ([$steps[].text] == [$slices[].name])
and ([range($slices | length) as $i | $slices[$i] as $s
    | [$slices[] | select(.tid == $s.tid and .ts < $s.ts and ends > $s.ts)]
    | (all(.[]; ends >= ($s | ends))) and
      (length - $steps[$i].depth | if $s.cat == "return" then . == 1
        elif $s.cat == "fold" then IN(0, 1) else . == 0 end)
  ] | all)
and ([$steps[] | select(.switch == "forced")] | length) ==
    ([$chrome[0].traceEvents[] | select(.name == "forced switch")] | length)
