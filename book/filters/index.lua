-- index.lua - the last filter of a page: what the search knows about it, a
-- line of JavaScript for each heading, in BOOK_WORK/PAGE.index; and the page's
-- sections, for the contents at its side.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local ENTITIES = { ["&amp;"] = "&", ["&lt;"] = "<", ["&gt;"] = ">", ["&quot;"] = '"' }

local function text_of(block)
  local parts = {}
  pandoc.Div({ block }):walk({
    RawBlock = function(raw)
      parts[#parts + 1] = raw.text:gsub("<svg.-</svg>", " "):gsub("<[^>]*>", " ")
        :gsub("&%a+;", ENTITIES)
    end,
    Plain = function(plain) parts[#parts + 1] = common.stringify(plain) end,
    Para = function(para) parts[#parts + 1] = common.stringify(para) end,
    CodeBlock = function(code) parts[#parts + 1] = code.text end,
  })
  return table.concat(parts, " ")
end

local function title_of(header)
  local bare = header:walk({
    RawInline = function() return {} end,
    Span = function(span) if span.classes:includes("number") then return {} end end,
  })
  return (common.stringify(bare):gsub("^%s+", ""):gsub("%s+$", ""))
end

-- A word of the glossary is found by itself.
local function definitions(list, found)
  for _, item in ipairs(list.content) do
    local span = item[1][1]
    local text = {}
    for _, blocks in ipairs(item[2]) do text[#text + 1] = common.stringify(pandoc.Div(blocks)) end
    found[#found + 1] = { url = common.page .. ".html#" .. (span.identifier or ""),
      title = common.stringify(item[1]), parts = text }
  end
end

local function sections(document)
  local found = {}
  for _, block in ipairs(document.blocks) do
    if block.t == "Header" and block.identifier ~= "" then
      found[#found + 1] = { url = common.page .. ".html#" .. block.identifier,
        title = title_of(block), parts = {} }
    elseif block.t == "DefinitionList" then
      definitions(block, found)
    elseif #found > 0 then
      table.insert(found[#found].parts, text_of(block))
    end
  end
  return found
end

local function number_of(header)
  local first = header.content[1]
  local is_number = first and first.t == "Span" and first.classes:includes("number")
  return is_number and common.stringify(first) or ""
end

local function contents(document)
  local list = {}
  for _, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level == 2 then
      list[#list + 1] = { url = "#" .. block.identifier, title = title_of(block),
        number = number_of(block) }
    end
  end
  return list
end

function Pandoc(document)
  local file = assert(io.open(common.work .. "/" .. common.page .. ".index", "w"))
  for _, section in ipairs(sections(document)) do
    local text = table.concat(section.parts, " "):gsub("%s+", " ")
    file:write(common.write_json({ url = section.url, title = section.title,
      page = common.page, text = text }), ",\n")
  end
  file:close()
  local list = contents(document)
  if #list > 0 then document.meta.sections = list end
  return document
end
