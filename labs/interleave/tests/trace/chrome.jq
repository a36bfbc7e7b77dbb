# The Trace Event Format as Perfetto reads it: an object with an array of events,
# each with a phase, a process and, but for metadata, a time; complete events last.
def is_number: type == "number";
def is_event:
    (.name | type == "string" and length > 0) and (.pid | is_number) and
    (if .ph == "M" then .args.name | type == "string"
     elif .ph == "X" then (.ts, .tid, .dur | is_number) and .dur > 0
     elif .ph == "i" then (.ts, .tid | is_number) and (.s | IN("g", "p", "t"))
     else false end);

(.traceEvents | type == "array" and length > 0)
and ([.traceEvents[] | is_event] | all)
and ([.traceEvents[] | select(.ph == "X") | .tid] - [.traceEvents[]
    | select(.ph == "M" and .name == "thread_name") | .tid] == [])
and ([.traceEvents[] | select(.ph == "X") | .ts] | . == sort)
