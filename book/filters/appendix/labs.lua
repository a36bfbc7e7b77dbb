-- labs.lua - what instructors need, from the labs' instructor.md and README.md:
-- a term's schedule, the guides, the questions.
local common = require("common")
local project = require("appendix.project")
local makers = {}

local function guide_of(lab)
  return common.lines("labs/" .. lab.folder .. "/instructor.md")
end

local function minutes_of(lab)
  for _, line in ipairs(guide_of(lab) or {}) do
    local minutes = line:match("^Minutes:%s*(%d+)")
    if minutes then return tonumber(minutes) end
  end
end

-- --- the schedule -----------------------------------------------------------

-- The weeks that the minutes from..to fall into, if each has so many.
local function weeks(from, to, week)
  local first, last = from // week + 1, math.max(from, to - 1) // week + 1
  return first == last and tostring(first) or ("%d–%d"):format(first, last)
end

local function row(lab, from, minutes, week)
  local cells = { ('<th scope="row">%s</th>'):format(common.escape(lab.title)) }
  for _, cell in ipairs({ minutes or "not stated", minutes and from + minutes or "",
    minutes and weeks(from, from + minutes, week) or "" }) do
    cells[#cells + 1] = ('<td class="figure">%s</td>'):format(cell)
  end
  return "<tr>" .. table.concat(cells) .. "</tr>"
end

function makers.schedule(div)
  local week, total, rows = tonumber(div.attributes.week), 0, {}
  for _, lab in ipairs(project.labs()) do
    local minutes = minutes_of(lab)
    rows[#rows + 1] = row(lab, total, minutes, week)
    total = total + (minutes or 0)
  end
  if total == 0 then return nil end
  return { common.html('<table><thead><tr><th scope="col">Lab</th>' ..
    '<th scope="col" class="figure">Minutes</th><th scope="col" class="figure">So far</th>' ..
    '<th scope="col" class="figure">Week</th></tr></thead><tbody>' ..
    table.concat(rows, "\n") .. "</tbody></table>") }
end

-- --- guides and questions ---------------------------------------------------

local function is_question(block)
  return block.t == "Para" and common.stringify(block):match("^An? question for an exam") ~= nil
end

local function about_exams(block)
  return block.t == "Header" and common.stringify(block):lower():match("exam") ~= nil
end

-- The blocks of a guide, apart: those for the exam and all others.
local function split(lab)
  local rest, exam, within = {}, {}, nil
  for _, block in ipairs(project.blocks(guide_of(lab) or {}, 1, "lab-" .. lab.number)) do
    if block.t == "Header" then within = about_exams(block) and block.level or nil end
    if within or is_question(block) then
      if block.t ~= "Header" then exam[#exam + 1] = block end
    elseif not common.stringify(block):match("^Minutes:") then
      rest[#rest + 1] = block
    end
  end
  return rest, exam
end

function makers.guides()
  local blocks = {}
  for _, lab in ipairs(project.labs()) do
    for _, block in ipairs((split(lab))) do blocks[#blocks + 1] = block end
  end
  return blocks
end

-- The numbered questions of a handout: what follows "questions that need a run".
local function handout_questions(lab)
  local found, asked = {}, false
  local lines = common.lines("labs/" .. lab.folder .. "/README.md")
  for _, block in ipairs(project.blocks(lines, 1, "lab-" .. lab.number)) do
    if asked and block.t == "OrderedList" then found[#found + 1] = block end
    if common.stringify(block):match("need a run") then asked = true
    elseif block.t == "Header" then asked = false end
  end
  return found
end

function makers.questions()
  local blocks = {}
  for _, lab in ipairs(project.labs()) do
    local _, exam = split(lab)
    local asked = handout_questions(lab)
    if #asked + #exam > 0 then
      blocks[#blocks + 1] = pandoc.Header(3, common.inlines(lab.title))
    end
    for _, block in ipairs(asked) do blocks[#blocks + 1] = block end
    for _, block in ipairs(exam) do blocks[#blocks + 1] = block end
  end
  return blocks
end

return makers
