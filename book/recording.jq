# recording.jq - the shape of book/runs/NAME.json, from what record found out.
def lines: split("\n") | if last == "" then .[:-1] else . end;
def number_or_text: . as $text | try tonumber catch $text;
{
  name: $name, kind: $kind, command: $command, date: $date,
  machine: { cpu: $cpu, cpus: $cpus, kernel: $kernel, compiler: $compiler },
  status: $status,
  values: ($values | lines | map(split("\t")
    | { key: .[0], value: (.[1] | number_or_text) }) | from_entries),
  relations: ($relations | lines),
  output: ($output | lines),
  digest: $digest,
  inputs: ($inputs | lines | map({ key: .[66:], value: .[:64] }) | from_entries)
}
