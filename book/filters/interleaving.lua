-- interleaving.lua - reads the JSON of an explored interleaving (what `make
-- replay JSON=1` prints, book/README.md) into what a page shows: for each step
-- who acts, in which words, where, and what holds after it.
local common = require("common")
local interleaving = {}

local SWITCHES = { forced = "forced switch", blocked = "the other one waits",
  ended = "the other one has ended", yielded = "the other one yields",
  [true] = "switch" }

-- Threads with a column. The main thread has none if it only starts the others.
local function threads_of(trace)
  local threads = {}
  for i, thread in ipairs(trace.threads or {}) do
    local id = tostring(thread.id or i)
    if id ~= "0" or #trace.threads == 1 then
      threads[#threads + 1] = { id = id, name = thread.name or "T" .. id,
        role = thread.role }
    end
  end
  return threads
end

-- What the kit does around a call is no place in anybody's code.
local function is_given(step)
  return (step.file or ""):match("^labs/kit/") ~= nil
end

local function place_of(step)
  if not step.file or not step.line or step.line == 0 or is_given(step) then return nil end
  return ("%s:%s"):format(step.file:match("[^/]+$"), common.number(step.line))
end

-- The line of the source, where it is short and says more than the step does.
local SAID = { call = true, lock = true, unlock = true }
local function source_of(step)
  if SAID[step.kind] or not step.source or step.source == "" or is_given(step) then
    return nil
  end
  local line = step.source:gsub("^%s+", "")
  return #line <= 32 and line or nil
end

-- Who holds what. A lock is told by its name if the acting thread holds it, or
-- by name and holder.
local function note_locks(holds, step)
  if not step.locks then return end
  if type(step.locks[1]) == "table" then
    for id in pairs(holds) do holds[id] = {} end
    for _, lock in ipairs(step.locks) do
      local id = tostring(lock.held_by):gsub("^T", "")
      holds[id] = holds[id] or {}
      table.insert(holds[id], lock.name)
    end
  else
    holds[tostring(step.thread)] = step.locks
  end
end

local function holds_line(holds, threads)
  local parts = {}
  for _, thread in ipairs(threads) do
    local locks = holds[thread.id] or {}
    parts[#parts + 1] = ("%s holds %s"):format(thread.name,
      #locks > 0 and table.concat(locks, ", ") or "nothing")
  end
  return table.concat(parts, "; ") .. "."
end

-- The variables that were written last, newest first.
local function note_write(written, step)
  if not step.name or step.before == step.after or step.after == nil then return end
  for i, one in ipairs(written) do
    if one.name == step.name then table.remove(written, i) break end
  end
  table.insert(written, 1, { name = step.name, value = common.number(step.after) })
end

local function map_line(step, written)
  if type(step.map) == "string" then return "Map: " .. step.map end
  local parts = {}
  if step.map then
    for name, value in pairs(step.map) do
      parts[#parts + 1] = name .. " = " .. common.number(value)
    end
    table.sort(parts)
    return "Map: " .. table.concat(parts, ", ")
  end
  for i = 1, math.min(4, #written) do
    parts[i] = written[i].name .. " = " .. written[i].value
  end
  return #parts > 0 and "Written: " .. table.concat(parts, ", ") or nil
end

local function is_skipped(step, skip)
  for _, word in ipairs(skip) do
    if (step.text or ""):find(word, 1, true) then return true end
  end
  return false
end

local function shown(step)
  return { thread = tostring(step.thread), text = step.text or step.kind or "",
    depth = step.depth or 0, place = place_of(step), source = source_of(step),
    switched = SWITCHES[step.switch], marked = step.marked or nil,
    failed = step.kind == "failure" or nil }
end

-- "step 222" is said of the explorer's own count; here it is the row.
local function renumber(steps, row_of)
  for _, step in ipairs(steps) do
    step.text = step.text:gsub("^%^ ", ""):gsub("step (%d+)", function(number)
      return row_of[tonumber(number)] and "step " .. row_of[tonumber(number)]
    end)
  end
end

-- After the main thread anybody's step is a beginning and no switch.
local function starts(before, threads)
  for _, thread in ipairs(threads) do
    if before and before.thread == thread.id then return false end
  end
  return true
end

local function steps_of(trace, threads, skip)
  local steps, row_of, holds, written, owed, left_out = {}, {}, {}, {}, nil, 0
  for _, step in ipairs(trace.steps) do
    note_locks(holds, step)
    note_write(written, step)
    if is_skipped(step, skip) then
      left_out = left_out + 1
      owed = SWITCHES[step.switch] or owed
    else
      local one = shown(step)
      one.switched, owed = one.switched or owed, nil
      if starts(steps[#steps], threads) then one.switched = nil end
      one.state = { holds_line(holds, threads), map_line(step, written) }
      steps[#steps + 1] = one
      if step.i then row_of[step.i] = #steps end
    end
  end
  renumber(steps, row_of)
  return steps, left_out
end

local function tree_of(trace, threads)
  if not trace.tree then return nil end
  local nodes = {}
  for i, node in ipairs(trace.tree.nodes) do
    nodes[i] = { next = node.next, ["end"] = node["end"] }
    if node.step then
      local holds = {}
      nodes[i].step = shown(node.step)
      note_locks(holds, node.step)
      nodes[i].step.state = { node.step.locks and holds_line(holds, threads) or nil,
        map_line(node.step, {}) }
    end
  end
  return { nodes = nodes }
end

-- skip: words, with | between them; steps that hold one are left out.
function interleaving.read(path, skip)
  local trace = common.read_json(path)
  if not trace or not trace.steps then return nil end
  local words = {}
  for word in (skip or ""):gmatch("[^|]+") do words[#words + 1] = word end
  local threads = threads_of(trace)
  local steps, left_out = steps_of(trace, threads, words)
  return { sentence = trace.sentence, token = trace.token, threads = threads,
    steps = steps, left_out = left_out, tree = tree_of(trace, threads) }
end

return interleaving
