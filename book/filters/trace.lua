-- trace.lua - an explored interleaving (book/runs/NAME.trace.json) as a table,
-- one column a thread, time going down:
--
--     ```{.trace name="1-lost-update" skip="unlock()|home" caption="…" #fig:…}
--     ```
--
-- Steps that hold one of the words of skip are left out, and the caption says
-- how many. The same data goes into the page for stepper.js.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local interleaving = require("interleaving")

local function head(threads)
  local cells = { '<th scope="col">Step</th>' }
  for _, thread in ipairs(threads) do
    local role = thread.role and
      (' <span class="path">%s</span>'):format(common.escape(thread.role)) or ""
    cells[#cells + 1] = ('<th scope="col">%s%s</th>'):format(common.escape(thread.name), role)
  end
  cells[#cells + 1] = '<th scope="col">Source</th>'
  return "<thead><tr>" .. table.concat(cells) .. "</tr></thead>"
end

local function switch_row(threads, step)
  return ('<tr class="switch"><td colspan="%d"><span>%s</span></td></tr>'):format(
    #threads + 2, step.switched)
end

local function text_of(step)
  local text = common.escape(step.text)
  if step.depth == 0 then return text end
  return ('<span class="in" style="padding-left:%.1fem">%s</span>'):format(step.depth * 0.9, text)
end

-- By the cell itself: in print a padded span would reach out of it.
local function indent_of(step)
  if step.depth == 0 then return "" end
  return (' style="padding-left:%.1fem"'):format(0.8 + step.depth * 0.9)
end

local function class_of(step, lane)
  return ("acts lane-%d%s%s"):format(lane, step.marked and " marked" or "",
    step.failed and " failed" or "")
end

-- What no column's thread did stands across all of them.
local function cells_of(threads, step)
  local cells, mine = {}, false
  for lane, thread in ipairs(threads) do
    local acts = step.thread == thread.id
    mine = mine or acts
    cells[lane] = acts and ('<td class="%s"%s>%s</td>'):format(class_of(step, lane),
      indent_of(step), common.escape(step.text)) or "<td></td>"
  end
  if mine then return table.concat(cells) end
  return ('<td class="%s" colspan="%d">%s</td>'):format(step.failed and "failed" or
    "before", #threads, "T" .. step.thread .. ": " .. text_of(step))
end

local function place(step)
  local source = step.source and "<code>" .. common.escape(step.source) .. "</code> " or ""
  return source .. (step.place and '<span class="path">' .. common.escape(step.place) ..
    "</span>" or "")
end

local function body(trace)
  local rows = {}
  for i, step in ipairs(trace.steps) do
    if step.switched then rows[#rows + 1] = switch_row(trace.threads, step) end
    rows[#rows + 1] = ('<tr data-step="%d"><th scope="row">%d</th>%s<td class="source">%s</td></tr>')
      :format(i, i, cells_of(trace.threads, step), place(step))
  end
  return "<tbody>" .. table.concat(rows, "\n") .. "</tbody>"
end

-- For the stepper. "</" would end the script element.
local function controls(trace)
  if common.print then return "", "" end
  local text = common.write_json(trace):gsub("</", "<\\/")
  return '<div class="stepper"></div><div class="stepper-now"></div>',
    '<script type="application/json" class="trace-data">' .. text .. "</script>"
end

local function caption_of(block, trace)
  local caption = common.numbered(block.identifier,
    common.inlines(block.attributes.caption or ""))
  if trace.left_out > 0 then
    caption[#caption + 1] = pandoc.Space()
    caption[#caption + 1] = pandoc.Span({ pandoc.Str(trace.left_out ..
      " steps are left out.") }, pandoc.Attr("", { "path" }))
  end
  return caption
end

local function CodeBlock(block)
  if not block.classes:includes("trace") then return nil end
  local name = block.attributes.name or ""
  local recording, note = common.run_of(block)
  if not recording then return note end
  local trace = interleaving.read("book/runs/" .. name .. ".trace.json",
    block.attributes.skip)
  if not trace then
    common.trouble("the run %s recorded no trace; give its .run a line \"trace\".", name)
    return nil
  end
  local before, after = controls(trace)
  local sentence = trace.sentence and '<p class="sentence">' ..
    common.escape(common.curly(trace.sentence:gsub("^%l", string.upper))) .. "</p>" or ""
  return common.figure("trace wide", block.identifier, { common.html(before ..
    '<div class="scroll" tabindex="0"><table class="steps">' .. head(trace.threads) ..
    body(trace) .. "</table></div>" .. sentence .. after) }, caption_of(block, trace))
end

return { { CodeBlock = CodeBlock }, { Pandoc = function() common.settle() end } }
