-- join.lua - puts the pages (BOOK_PARTS, made by the second pass) into one
-- document, behind the cover's picture.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

function Pandoc(document)
  local blocks = {}
  for path in (os.getenv("BOOK_PARTS") or ""):gmatch("%S+") do
    local text = table.concat(common.lines(path), "\n")
    for _, block in ipairs(pandoc.read(text, "json").blocks) do
      blocks[#blocks + 1] = block
    end
  end
  return pandoc.Pandoc(blocks, document.meta)
end
