-- mutants.lua - the labs' wrong solutions, from the runs mutants-1.1 and so on
-- (book/mutants): who killed each, and what the judge said of it; and those made
-- by machine, from the runs machine-1.1 and so on (book/machine-mutants).
local common = require("common")
local project = require("appendix.project")
local makers = {}

-- The mutants in the recorded lines: { mutant, mistake, test, title, … }.
local function mutants_in(recording)
  local list = {}
  for _, line in ipairs(recording.output) do
    local key, value = line:match("^(%a+) (.*)$")
    if key == "mutant" then list[#list + 1] = { mutant = value }
    elseif key and #list > 0 then list[#list][key] = value end
  end
  return list
end

-- For each lab with a run of this kind: its heading, and what make(recording)
-- is of it.
local function for_each_lab(kind, level, make)
  local blocks = {}
  for _, lab in ipairs(project.labs()) do
    local name = kind .. "-" .. lab.number
    if common.is_declared(name) then
      local recording, note = common.optional_run(name)
      blocks[#blocks + 1] = pandoc.Header(level, common.inlines(lab.title),
        pandoc.Attr(name:gsub("%.", "-"), {}))
      if recording and not note then
        note = common.remark("Recorded on " .. recording.date .. ".")
      end
      if note then blocks[#blocks + 1] = note end
      for _, block in ipairs(recording and make(recording) or {}) do
        blocks[#blocks + 1] = block
      end
    end
  end
  return blocks
end

local function table_of(heads, rows)
  local cells = {}
  for i, head in ipairs(heads) do cells[i] = '<th scope="col">' .. head .. "</th>" end
  return common.html('<table class="halves"><thead><tr>' .. table.concat(cells) ..
    "</tr></thead><tbody>" .. table.concat(rows, "\n") .. "</tbody></table>")
end

function makers.kills()
  return for_each_lab("mutants", 2, function(recording)
    local rows, mutants = {}, mutants_in(recording)
    for i, one in ipairs(mutants) do
      rows[i] = ("<tr><td>%s</td><td>%s</td></tr>"):format(common.escape(common.curly(one.mistake)),
        common.escape(common.curly(one.title)))
    end
    return { pandoc.Para(common.inlines(#mutants .. " mutants, all killed.")),
      table_of({ "The mistake", "The test that fails" }, rows) }
  end)
end

-- PLACE, OPERATOR, TEXT, what became of it, who killed it or why nobody can.
local function machine_row(line)
  local place, operator, text, fate, detail = line:match(
    "^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
  if not place then return nil end
  local words = detail:gsub("_", " ")
  return ('<tr><td><p>%s <code>%s</code></p><p class="path">%s</p></td><td class="said">%s: %s</td></tr>')
    :format(common.escape(operator), common.escape(text), common.escape(place),
    common.escape(fate), common.escape(words)), fate
end

-- On paper only those that nobody can kill.
function makers.machine()
  return for_each_lab("machine", 3, function(recording)
    local rows = {}
    for _, line in ipairs(recording.output) do
      local row, fate = machine_row(line)
      if row and (not common.print or fate == "equivalent") then rows[#rows + 1] = row end
    end
    return { pandoc.Para(common.inlines(("%s killed, %s equivalent."):format(
      common.number(recording.values.killed), common.number(recording.values.equivalent)))),
      table_of({ "The change", "What became of it" }, rows) }
  end)
end

local function facts(one)
  local parts = {}
  for _, fact in ipairs({ { "test", "title" }, { "why", "why" }, { "searched", "coverage" } }) do
    if (one[fact[2]] or ""):match("%S") then
      parts[#parts + 1] = ("<dt>%s</dt><dd>%s</dd>"):format(fact[1], common.escape(common.curly(one[fact[2]])))
    end
  end
  return "<dl>" .. table.concat(parts) .. "</dl>"
end

-- On paper the sentence is enough; a page of the site has the whole report.
local function evidence(one)
  if not one.evidence or common.print then return {} end
  local text = one.evidence:gsub("\\n", "\n"):gsub("\\\\", "\\"):gsub("%s+$", "")
  return { common.html("<details><summary>The whole report</summary>"),
    pandoc.CodeBlock(text, pandoc.Attr("", { "output" })), common.html("</details>") }
end

local function report(one)
  local blocks = { pandoc.Header(3, { pandoc.Str(common.curly(one.mistake:gsub("%.$", ""))) },
    pandoc.Attr("mutant-" .. one.mutant)), common.html('<div class="report">'),
    common.html('<p class="sentence">%s</p>%s', common.escape(common.curly((one.happened or ""):gsub("^%l", string.upper))), facts(one)) }
  for _, block in ipairs(evidence(one)) do blocks[#blocks + 1] = block end
  blocks[#blocks + 1] = common.html("</div>")
  return blocks
end

function makers.reports()
  return for_each_lab("mutants", 2, function(recording)
    local blocks = {}
    for _, one in ipairs(mutants_in(recording)) do
      for _, block in ipairs(report(one)) do blocks[#blocks + 1] = block end
    end
    return blocks
  end)
end

return makers
