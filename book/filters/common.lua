-- common.lua - what the filters share: failing with a sentence, reading files
-- and recordings, labels of figures and sections, raw HTML.
local common = {}

local json = pandoc.json or require("dkjson")

common.page = os.getenv("BOOK_PAGE") or ""   -- "1-boundary", or "" for PDF, EPUB
common.work = os.getenv("BOOK_WORK") or ".build/book"
common.epub = FORMAT:match("epub") ~= nil
common.print = common.epub or os.getenv("BOOK_PRINT") ~= nil

local stringify = pandoc.utils.stringify
local troubles = {}

-- Stop the build with a sentence.
function common.fail(sentence, ...)
  local where = common.page ~= "" and common.page .. ": " or ""
  io.stderr:write("book: ", where, sentence:format(...), "\n")
  os.exit(1)
end

-- Note a trouble; settle() stops the build if there was one, after all are told.
function common.trouble(sentence, ...)
  local text = sentence:format(...)
  if not troubles[text] then
    troubles[text] = true
    troubles[#troubles + 1] = text
  end
end

function common.settle()
  local where = common.page ~= "" and common.page .. ": " or ""
  for _, text in ipairs(troubles) do
    io.stderr:write("book: ", where, text, "\n")
  end
  if #troubles > 0 then os.exit(1) end
end

-- The lines of a file, or nil.
function common.lines(path)
  local file = io.open(path)
  if not file then return nil end
  local lines = {}
  for line in file:lines() do lines[#lines + 1] = line end
  file:close()
  return lines
end

-- The rows of a tab-separated file; # begins a comment line.
function common.rows(path)
  local rows = {}
  for _, line in ipairs(common.lines(path) or {}) do
    if line ~= "" and not line:match("^#") then
      local row = {}
      for cell in (line .. "\t"):gmatch("(.-)\t") do row[#row + 1] = cell end
      rows[#rows + 1] = row
    end
  end
  return rows
end

function common.read_json(path)
  local lines = common.lines(path)
  if not lines then return nil end
  local value = (json.decode(table.concat(lines, "\n")))
  return value or common.fail("%s is not JSON.", path)
end

function common.write_json(value)
  return json.encode(value)
end

-- What book/record --state says of a run: { what, detail }, or nil.
local states
local function state_of(name)
  if not states then
    states = {}
    for _, row in ipairs(common.rows(common.work .. "/state.tsv")) do
      states[row[1]] = { what = row[2], detail = row[3] }
    end
  end
  return states[name]
end

function common.is_declared(name)
  return state_of(name) ~= nil
end

-- Is this a copy for students? Its book shows what the course recorded, and says
-- where a solution was quoted.
function common.has_solutions()
  local readme = io.open("solutions/README.md")
  if readme then readme:close() end
  return readme ~= nil
end

-- A recorded run. One that is missing or stale is a trouble, and nil here.
function common.run(name)
  local state = state_of(name)
  if not state then
    common.trouble("the run %s is not declared; write book/runs/%s.run.", name, name)
  elseif state.what ~= "fresh" and (state.what ~= "stale" or common.has_solutions()) then
    common.trouble("the recording of %s cannot be used: %s; record it with: make record RUN=%s",
      name, state.detail, name)
  else
    return common.read_json("book/runs/" .. name .. ".json")
  end
end

-- A small paragraph about what stands below or is missing.
function common.remark(text)
  return pandoc.Div({ pandoc.Para(common.inlines(text)) }, pandoc.Attr("", { "remark" }))
end

-- A recording that the book can do without, and a note: one that is stale is
-- shown with the note, of one that was never made there is the note alone.
function common.optional_run(name)
  local state = state_of(name)
  local recording = state and common.read_json("book/runs/" .. name .. ".json")
  if not recording then
    return nil, common.remark(("Not recorded yet: `make record RUN=%s` writes what stands here.")
      :format(name))
  elseif state.what ~= "fresh" then
    return recording, common.remark(("Recorded on %s, before a change; `make record RUN=%s` renews it.")
      :format(recording.date, name))
  end
  return recording
end

-- The run that a block names; see optional_run() if it says optional="yes".
function common.run_of(block)
  local name = block.attributes.name or ""
  if block.attributes.optional then return common.optional_run(name) end
  return common.run(name)
end

-- A value of a run, as text. A value that is not there is a trouble.
function common.value(run, key)
  local recording = common.run(run)
  if not recording then return "?" end
  local value = recording.values[key]
  if value == nil then
    common.trouble("the run %s has no value %s.", run, key)
    return "?"
  end
  return common.number(value)
end

function common.number(value)
  if math.type(value) == "float" and value == math.floor(value) then
    return ("%d"):format(value)
  end
  return tostring(value)
end

-- What refers to what: { page, text, title } for an id, from collect.lua.
local labels, titles
local function read_labels()
  labels, titles = {}, {}
  for _, row in ipairs(common.rows(common.work .. "/labels.tsv")) do
    labels[row[1]] = { page = row[2], text = row[3], title = row[4] }
    titles[row[2]] = titles[row[2]] or row[1]
  end
end

function common.label(id)
  if not labels then read_labels() end
  return labels[id]
end

-- The id of a page's title.
function common.title_id(page)
  if not labels then read_labels() end
  return titles[page]
end

-- "Figure 1.2. " for a caption, or nothing.
function common.caption_number(id)
  local label = id ~= "" and common.label(id)
  if not label then return "" end
  return label.text:sub(1, 1):upper() .. label.text:sub(2)
end

-- The verbs of the Makefile, and of what it includes, as a set.
local verbs
function common.verbs()
  if verbs then return verbs end
  verbs = {}
  for _, path in ipairs({ "Makefile", "book/book.mk", "labs/interleave/interleave.mk",
    "labs/kit/kit.mk" }) do
    for _, line in ipairs(common.lines(path) or {}) do
      local verb = line:match("^([a-z][a-z-]*):.* ## ")
      if verb then verbs[verb] = true end
    end
  end
  return verbs
end

function common.escape(text)
  return (tostring(text):gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;",
    [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- Plain text with the quotation marks of print: outer ones double, or single
-- where the text itself is quoted.
function common.curly(text, is_quoted)
  local open, close = "“", "”"
  if is_quoted then open, close = "‘", "’" end
  text = (" " .. text):gsub('([%s(])"', "%1" .. open):gsub('"', close)
    :gsub("([%s(])'", "%1‘"):gsub("'", "’")
    :gsub("%->", "-\u{2060}>")  -- no line ends inside an arrow
  return text:sub(2)
end

function common.html(text, ...)
  return pandoc.RawBlock("html", select("#", ...) > 0 and text:format(...) or text)
end

function common.inline(text)
  return pandoc.RawInline("html", text)
end

-- Markdown text as inlines.
function common.inlines(text)
  local blocks = pandoc.read(text, "markdown").blocks
  return blocks[1] and blocks[1].content or {}
end

-- "listing", with what its text makes of it: wide, if it needs more room than
-- prose; dense, if it has more than the usual eighty columns; long enough to be
-- broken between pages.
function common.class_of(kind, text)
  local longest, lines = 0, 0
  for line in (text .. "\n"):gmatch("(.-)\n") do
    longest, lines = math.max(longest, utf8.len(line) or #line), lines + 1
  end
  return kind .. (longest > 66 and " wide" or "") .. (longest > 82 and " dense" or "") ..
    (lines > 24 and " long" or "")
end

-- <figure>: parts (blocks), then a caption made of a number and inlines.
function common.figure(class, id, parts, caption)
  local open = ('<figure class="%s"%s>'):format(class,
    id ~= "" and (' id="%s"'):format(common.escape(id)) or "")
  local blocks = { common.html(open) }
  for _, part in ipairs(parts) do blocks[#blocks + 1] = part end
  if caption then
    blocks[#blocks + 1] = common.html("<figcaption>")
    blocks[#blocks + 1] = pandoc.Plain(caption)
    blocks[#blocks + 1] = common.html("</figcaption>")
  end
  blocks[#blocks + 1] = common.html("</figure>")
  return blocks
end

-- The parts of a caption with a dot between them, as inlines.
function common.dotted(parts)
  local all = {}
  for i, part in ipairs(parts) do
    if i > 1 then all[#all + 1] = pandoc.Str(" · ") end
    all[#all + 1] = part
  end
  return all
end

function common.numbered(id, inlines)
  local number = common.caption_number(id)
  local all = {}
  if number ~= "" then
    all[1] = pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "number" }))
    all[2] = pandoc.Space()
  end
  for _, inline in ipairs(inlines) do all[#all + 1] = inline end
  return all
end

common.stringify = stringify
return common
