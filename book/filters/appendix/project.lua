-- project.lua - what the makers of appendices share: files by pattern, labs,
-- Markdown of elsewhere at another heading level.
local common = require("common")
local project = {}

-- Files by shell patterns, sorted, each once.
function project.files(patterns)
  local list = pandoc.pipe("sh", { "-c", "ls -d " .. patterns .. " 2>/dev/null || true" }, "")
  local found = {}
  for path in list:gmatch("[^\n]+") do found[#found + 1] = path end
  return found
end

-- Every lab: { folder, number, title }, in the book's order.
function project.labs()
  local labs = {}
  for _, path in ipairs(project.files("labs/[0-9]*/README.md")) do
    local folder = path:match("labs/(.-)/")
    labs[#labs + 1] = { folder = folder, number = folder:match("^[%d.]+"),
      title = (common.lines(path)[1] or ""):match("^#%s*(.+)$") or folder }
  end
  return labs
end

-- The blocks of a Markdown file with its headings shifted down, and ids that
-- begin with prefix. Links to that file's neighbours lead nowhere in the book.
function project.blocks(lines, shift, prefix)
  local document = pandoc.read(table.concat(lines, "\n"), "markdown-implicit_figures")
  return document:walk({
    Header = function(header)
      header.level = math.min(header.level + shift, 6)
      header.identifier = prefix .. "--" .. header.identifier
      return header
    end,
    Link = function(link)
      if not link.target:match("^https?:") then return pandoc.Span(link.content) end
    end,
  }).blocks
end

return project
