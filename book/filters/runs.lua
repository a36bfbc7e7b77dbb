-- runs.lua - pulls in what was recorded (book/runs/NAME.json).
--
--     ```{.run name="1-e" lines="3-9"}            the output, or some lines
--     ```
--     ```{.run name="1-locks" as="table" caption="…"}   output lines "a | b | c"
--     ```
--     [63]{…}: []{.run name="1-e" value="two_cpu_percent"} a measured figure
--
-- optional="yes" says what would record it instead of stopping the build.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local function chosen_lines(recording, range, name)
  if not range then return recording.output end
  local from, to = range:match("^(%d+)%-(%d+)$")
  if not from then
    from = range:match("^%d+$")
    to = from
  end
  if not from or tonumber(to) > #recording.output then
    common.trouble("the run %s has %d lines, not lines=\"%s\".", name,
      #recording.output, range)
    return {}
  end
  return table.move(recording.output, tonumber(from), tonumber(to), 1, {})
end

local function machine_note(recording)
  if recording.kind ~= "measured" then
    return "the same on every run"
  end
  local machine = recording.machine
  return ("measured on %s, %d CPUs, %s, %s"):format(recording.date,
    machine.cpus, machine.cpu, machine.kernel)
end

local function caption_of(block, recording)
  local parts = { pandoc.Code((recording.command:gsub("^make %-s ", "make "))),
    pandoc.Span({ pandoc.Str(machine_note(recording)) }, pandoc.Attr("", { "path" })) }
  if block.attributes.caption then
    parts[1] = pandoc.Span({ pandoc.Span(common.inlines(block.attributes.caption)),
      pandoc.Space(), parts[1] })
  end
  return common.numbered(block.identifier, common.dotted(parts))
end

local function cells_of(line)
  local cells = {}
  for cell in (line .. "|"):gmatch("%s*(.-)%s*|") do cells[#cells + 1] = cell end
  return cells
end

local function is_figure(text)
  return text == "–" or text == "yes" or text:match("^[%-+]?[%d .,]*%d[%d.,]*%s?%%?$") ~= nil
end

-- Which columns hold figures only: those stand to the right.
local function figure_columns(rows)
  local figures = {}
  for column = 2, #rows[1] do
    figures[column] = #rows > 1
    for i = 2, #rows do
      local cell = rows[i][column] or ""
      if cell ~= "" and not is_figure(cell) then figures[column] = false end
    end
  end
  return figures
end

local function row_html(cells, figures, is_head)
  local parts = {}
  for i, cell in ipairs(cells) do
    local tag = (is_head or i == 1) and "th" or "td"
    local scope = is_head and ' scope="col"' or i == 1 and ' scope="row"' or ""
    local class = figures[i] and ' class="figure"' or ""
    parts[i] = ("<%s%s%s>%s</%s>"):format(tag, scope, class, common.escape(cell), tag)
  end
  return "<tr>" .. table.concat(parts) .. "</tr>"
end

local function table_html(lines)
  local rows, longest = {}, 0
  for _, line in ipairs(lines) do
    longest = math.max(longest, utf8.len(line) or #line)
    if line:match("|") and not line:match("^[|%-+ ]+$") then rows[#rows + 1] = cells_of(line) end
  end
  if #rows == 0 then return nil end
  local figures, body = figure_columns(rows), {}
  for i = 2, #rows do body[#body + 1] = row_html(rows[i], figures, false) end
  return '<div class="scroll" tabindex="0"><table><thead>' ..
    row_html(rows[1], figures, true) .. "</thead><tbody>" ..
    table.concat(body, "\n") .. "</tbody></table></div>", longest > 66
end

local function CodeBlock(block)
  if not block.classes:includes("run") then return nil end
  local name = block.attributes.name
  if not name then common.fail("an output block does not name its run.") end
  local recording, note = common.run_of(block)
  if not recording then return note end
  local lines = chosen_lines(recording, block.attributes.lines, name)
  local body, class
  if block.attributes.as == "table" then
    local html, wide = table_html(lines)
    class = wide and "run wide" or "run"
    if not html then common.trouble("the run %s prints no table.", name) end
    body = common.html(html or "")
  else
    local text = table.concat(lines, "\n")
    body = pandoc.CodeBlock(text, pandoc.Attr("", { "output" }))
    class = common.class_of("run", text)
  end
  return common.figure(class, block.identifier,
    { body, note }, caption_of(block, recording))
end

local function Span(span)
  if not span.classes:includes("run") then return nil end
  local name, key = span.attributes.name, span.attributes.value
  if not name or not key then common.fail('a measured figure needs name="…" value="…".') end
  local value
  if span.attributes.optional then
    local recording = common.optional_run(name)
    value = recording and common.number(recording.values[key] or "?") or "so many"
  end
  return pandoc.Span({ pandoc.Str(value or common.value(name, key)) },
    pandoc.Attr("", { "measured" }, { title = "from the recorded run " .. name }))
end

return { { CodeBlock = CodeBlock, Span = Span }, { Pandoc = function() common.settle() end } }
