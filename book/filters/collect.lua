-- collect.lua - the first pass over a page. Writes into BOOK_WORK
--
--   PAGE.labels  what can be referred to: id, page, "figure 1.2", title
--   PAGE.uses    the recorded runs that it pulls in
--   PAGE.d       for make: the files that the page is made of
--   PAGE.title   its title
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local chapter = common.page:match("^%d+")
local labels, uses, files = {}, {}, {}
local count = { figure = 0, table = 0, listing = 0, output = 0, section = 0 }

local function label(id, text, title)
  labels[#labels + 1] = table.concat({ id, common.page, text, title or "" }, "\t")
end

-- "A" of an appendix.
local function letter()
  local at = 0
  for name in (os.getenv("BOOK_APPENDICES") or ""):gmatch("%S+") do
    if name == common.page then return string.char(65 + at) end
    at = at + 1
  end
end

local function count_up(kind, id)
  count[kind] = count[kind] + 1
  local number = ("%s.%d"):format(chapter or letter() or "", count[kind])
  if id ~= "" then label(id, kind .. " " .. number) end
end

-- "chapter 1" or "appendix A".
local function kind_of_page()
  if chapter then return "chapter " .. chapter end
  return letter() and "appendix " .. letter()
end

local function header(block)
  local title = common.stringify(block)
  if block.level == 1 then
    label(block.identifier, kind_of_page() or title, title)
  elseif block.level == 2 and chapter and not block.classes:includes("unnumbered") then
    count_up("section", "")
    label(block.identifier, "section " .. chapter .. "." .. count.section, title)
  else
    label(block.identifier, "“" .. title .. "”", title)
  end
end

local function use(run, optional)
  if run and not optional then uses[run] = true end
  if run then files["book/runs/" .. run .. ".json"] = true end
end

local function code(block)
  use(block.attributes.file == nil and block.attributes.name, block.attributes.optional)
  if block.attributes.file then
    files[block.attributes.file] = true
    if block.identifier ~= "" then count_up("listing", block.identifier) end
  elseif block.classes:includes("trace") then
    files["book/runs/" .. block.attributes.name .. ".trace.json"] = true
    count_up("figure", block.identifier)
  elseif block.classes:includes("plot") then
    count_up("figure", block.identifier)
  elseif block.attributes.as == "table" then
    count_up("table", block.identifier)
  elseif block.identifier ~= "" then
    count_up("output", block.identifier)
  end
end

local function image(picture)
  local name = picture.src:match("^diagrams/(.*)%.svg$")
  if name then files[common.work .. "/diagrams/" .. name .. ".svg"] = true end
  if picture.identifier ~= "" then count_up("figure", picture.identifier) end
end

local function span(inline)
  if inline.classes:includes("run") then
    use(inline.attributes.name, inline.attributes.optional)
  end
  if inline.identifier:match("^term:") then
    label(inline.identifier, common.stringify(inline))
  end
end

local function div(block)
  if block.classes:includes("predict") then use(block.attributes.run) end
  if block.identifier:match("^tbl:") then count_up("table", block.identifier) end
end

local function keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end

local function write(ending, lines)
  local path = common.work .. "/" .. common.page .. ending
  local file = assert(io.open(path, "w"))
  for _, line in ipairs(lines) do file:write(line, "\n") end
  file:close()
end

local function dependencies()
  local targets = ("book/_site/%s.html %s/%s.part"):format(common.page,
    common.work, common.page)
  local rules = {}
  for _, file in ipairs(keys(files)) do
    rules[#rules + 1] = targets .. ": " .. file
    rules[#rules + 1] = file .. ":"  -- one that is gone must not stop make
  end
  return rules
end

function Pandoc(document)
  document:walk({ Span = span })
  -- In the order of the text, so that figures are counted as they are read.
  local function visit(blocks)
    for _, block in ipairs(blocks) do
      if block.t == "Header" then header(block)
      elseif block.t == "CodeBlock" then code(block)
      elseif block.t == "Div" then div(block) visit(block.content)
      elseif block.t == "BlockQuote" then visit(block.content)
      elseif block.t == "Para" and block.content[1].t == "Image" then
        image(block.content[1])
      end
    end
  end
  visit(document.blocks)
  write(".labels", labels)
  write(".uses", keys(uses))
  write(".d", dependencies())
  return pandoc.Pandoc({})
end
