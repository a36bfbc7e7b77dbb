-- trace.lua - an explored interleaving (book/runs/NAME.trace.json) as a table,
-- one column a thread, time going down:
--
--     ```{.trace name="1-lost-update" caption="…" #fig:lost-update}
--     ```
--
-- The same data goes into the page for stepper.js. book/README.md has the shape
-- of the JSON; whatever is left out of a step is left out of the table.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local function threads_of(trace)
  local threads = {}
  for i, thread in ipairs(trace.threads or {}) do
    if type(thread) == "table" then
      threads[i] = { id = tostring(thread.id or i), name = thread.name or "T" .. i,
        role = thread.role }
    else
      threads[i] = { id = tostring(thread), name = tostring(thread) }
    end
  end
  return threads
end

local function value_of(step)
  local before, after = step.value_before, step.value_after
  if before ~= nil and after ~= nil and before ~= after then
    return ("%s → %s"):format(common.number(before), common.number(after))
  end
  local value = after == nil and before or after
  return value ~= nil and "= " .. common.number(value) or nil
end

-- What a thread did, as HTML.
local function action(step)
  local value = value_of(step)
  local text = common.escape(step.text or step.kind or "")
  if not value then return text end
  return ('%s <span class="value">%s</span>'):format(text, common.escape(value))
end

local function place(step)
  if not step.file then return "" end
  local name = tostring(step.file):match("[^/]+$")
  local where = step.line and ("%s:%s"):format(name, common.number(step.line)) or name
  local source = step.source and "<code>" .. common.escape(step.source) .. "</code> " or ""
  return source .. '<span class="path">' .. common.escape(where) .. "</span>"
end

local function head(threads)
  local cells = { '<th scope="col">Step</th>' }
  for _, thread in ipairs(threads) do
    local role = thread.role and (' <span class="path">%s</span>'):format(common.escape(thread.role)) or ""
    cells[#cells + 1] = ('<th scope="col">%s%s</th>'):format(common.escape(thread.name), role)
  end
  cells[#cells + 1] = '<th scope="col">Source</th>'
  return "<thead><tr>" .. table.concat(cells) .. "</tr></thead>"
end

local function switch_row(threads, step)
  if not step.switch then return nil end
  return ('<tr class="switch"><td colspan="%d">%s</td></tr>'):format(#threads + 2,
    step.switch == "forced" and "forced switch" or "switch")
end

local function row(threads, step, i)
  local cells = { ('<th scope="row">%d</th>'):format(i) }
  for _, thread in ipairs(threads) do
    local mine = tostring(step.thread) == thread.id or tostring(step.thread) == thread.name
    cells[#cells + 1] = "<td>" .. (mine and action(step) or "") .. "</td>"
  end
  cells[#cells + 1] = '<td class="source">' .. place(step) .. "</td>"
  return ('<tr data-step="%d">%s</tr>'):format(i, table.concat(cells))
end

local function body(threads, steps)
  local rows = {}
  for i, step in ipairs(steps) do
    rows[#rows + 1] = switch_row(threads, step)
    rows[#rows + 1] = row(threads, step, i)
  end
  return "<tbody>" .. table.concat(rows, "\n") .. "</tbody>"
end

-- For the stepper. "</" would end the script element.
local function data(trace)
  if common.print then return "" end
  local text = common.write_json(trace):gsub("</", "<\\/")
  return '<script type="application/json" class="trace-data">' .. text .. "</script>"
end

local function CodeBlock(block)
  if not block.classes:includes("trace") then return nil end
  local name = block.attributes.name or ""
  if not common.run(name) then return nil end
  local trace = common.read_json("book/runs/" .. name .. ".trace.json")
  if not trace or not trace.steps then
    common.trouble("the run %s recorded no trace; give its .run a line \"trace\".", name)
    return nil
  end
  local threads = threads_of(trace)
  local html = (common.print and "" or '<div class="stepper"></div>') ..
    '<div class="scroll" tabindex="0"><table class="steps">' .. head(threads) ..
    body(threads, trace.steps) .. "</table></div>"
  local sentence = trace.sentence and '<p class="sentence">' ..
    common.escape(trace.sentence) .. "</p>" or ""
  return common.figure("trace", block.identifier,
    { common.html(html .. (common.print and "" or '<div class="stepper-now"></div>') ..
      sentence .. data(trace)) },
    common.numbered(block.identifier, common.inlines(block.attributes.caption or "")))
end

return { { CodeBlock = CodeBlock }, { Pandoc = function() common.settle() end } }
