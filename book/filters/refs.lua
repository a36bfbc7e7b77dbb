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

-- In one document the ids of all pages meet: those without a kind (fig:, sec:)
-- get their page's name.
local function unique(page, id)
  if not common.print or id == "" or id:match(":") or id:match("^claim%-") then return id end
  return page .. "--" .. id
end

-- In one document a link to another page leads to that page's title.
local function to_page(link)
  local page, id = link.target:match("^([%w-]+)%.html#?(.*)$")
  local title = page and common.title_id(page)
  if page and not title then
    common.trouble("a link to %s.html, and there is no such page.", page)
  elseif page and common.print then
    link.target = "#" .. unique(page, id ~= "" and id or title)
  end
  return link
end

local function resolve(link, ids)
  local id = link.target:match("^#(.+)$")
  if not id then return to_page(link) end
  local label = common.label(id)
  if not label then
    if ids[id] then
      link.target = "#" .. unique(common.page, id)
    elseif not id:match("^claim%-") then
      common.trouble("a reference to #%s, and nothing has that id.", id)
    end
    return link
  end
  if #link.content == 0 then link.content = { pandoc.Str(label.text) } end
  if common.print then
    link.target = "#" .. unique(label.page, id)
  elseif label.page ~= common.page then
    link.target = label.page .. ".html#" .. id
  end
  return link
end

local function number_of(header)
  local label = common.label(header.identifier)
  if not label or label.page ~= common.page or header.level > 2 then return nil end
  return label.text:match("^chapter (%d+)$") or label.text:match("^appendix (%u)$") or
    label.text:match("^section ([%d.]+)$")
end

local function anchor(id)
  return common.inline(('<a class="anchor" href="#%s" aria-label="Link to this section">#</a>')
    :format(common.escape(id)))
end

local function numbered(header)
  local number = number_of(header)
  if number then
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "number" })))
    if number:match("^%u$") then header.classes:insert("appendix") end
  end
  if not common.print and header.identifier ~= "" and header.level > 1 then
    header.content:insert(pandoc.Space())
    header.content:insert(anchor(header.identifier))
  end
  header.identifier = unique(common.page, header.identifier)
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
