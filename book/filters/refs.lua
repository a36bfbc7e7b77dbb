-- refs.lua - resolves [](#fig:half-grown) across pages, numbers headings, and
-- gives each heading its anchor. A reference that nothing answers stops the
-- build. collect.lua made the labels in the first pass.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local function same_page_ids(document)
  local ids = {}
  local function note(element)
    if element.identifier and element.identifier ~= "" then ids[element.identifier] = true end
  end
  document:walk({ Header = note, Div = note, Span = note, CodeBlock = note,
    RawBlock = function(raw)
      for id in raw.text:gmatch('%sid="([^"]+)"') do ids[id] = true end
    end })
  return ids
end

local function resolve(link, ids)
  local id = link.target:match("^#(.+)$")
  if not id then return nil end
  local label = common.label(id)
  if not label then
    if ids[id] or id:match("^claim%-") then return nil end
    common.trouble("a reference to #%s, and nothing has that id.", id)
    return nil
  end
  if #link.content == 0 then link.content = { pandoc.Str(label.text) } end
  if common.page ~= "" and label.page ~= common.page then
    link.target = label.page .. ".html#" .. id
  end
  return link
end

local function numbered(header)
  local label = common.label(header.identifier)
  local number = label and label.text:match("^%a+ ([%d.]+)$")
  if number and header.level <= 2 then
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "number" })))
  end
  if common.page ~= "" and header.identifier ~= "" and header.level > 1 then
    header.content:insert(pandoc.Space())
    header.content:insert(common.inline(('<a class="anchor" href="#%s" aria-label="Link to this section">#</a>')
      :format(common.escape(header.identifier))))
  end
  return header
end

local function Pandoc(document)
  local ids = same_page_ids(document)
  document = document:walk({ Header = numbered,
    Link = function(link) return resolve(link, ids) end })
  common.settle()
  return document
end

return { { Pandoc = Pandoc } }
