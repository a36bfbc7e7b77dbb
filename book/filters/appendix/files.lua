-- files.lua - texts that stand elsewhere in the project, pulled in whole.
local common = require("common")
local project = require("appendix.project")
local makers = {}

-- Markdown files in the given order; each one's title becomes a section. A
-- file that several patterns name comes once.
function makers.files(div)
  local blocks, seen = {}, {}
  for pattern in (div.attributes.paths or ""):gmatch("%S+") do
    for _, path in ipairs(project.files(pattern)) do
      if not seen[path] then
        seen[path] = true
        local name = path:match("([^/]+)%.md$"):lower()
        for _, block in ipairs(project.blocks(common.lines(path), 1, name)) do
          blocks[#blocks + 1] = block
        end
      end
    end
  end
  return blocks
end

function makers.text(div)
  local lines = common.lines(div.attributes.path)
  return lines and { pandoc.CodeBlock(table.concat(lines, "\n"), pandoc.Attr("", { "output" })) }
end

return makers
