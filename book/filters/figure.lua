-- figure.lua - ![caption](diagrams/NAME.svg){#fig:NAME}
-- becomes the drawn diagram, inside the page. A figure must have an id and a
-- caption; its source must say in words what it shows (svg.lua).
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local svg = require("svg")

local function drawn(image)
  local name = image.src:match("^diagrams/([%w.-]+)%.svg$")
  if not name then
    common.trouble("the figure %s is not drawn from diagrams/.", image.src)
    return ""
  end
  local lines = common.lines(common.work .. "/diagrams/" .. name .. ".svg")
  if not lines then
    common.trouble("the figure %s has no diagrams/%s.dot and no diagrams/%s.c.",
      name, name, name)
    return ""
  end
  return svg.inline(table.concat(lines, "\n"), name, svg.alternative(name)),
    svg.alternative(name)
end

-- An opening picture is explained by the words that stand in its source.
local function opening(image, picture, shows)
  local caption = #image.caption > 0 and image.caption or { pandoc.Str(shows) }
  return common.figure("opening", image.identifier, { picture }, caption)
end

local function Para(para)
  local image = para.content[1]
  if #para.content ~= 1 or image.t ~= "Image" then return nil end
  local drawing, shows = drawn(image)
  if image.classes:includes("opening") then
    return opening(image, common.html(drawing), shows)
  end
  local picture = common.html('<div class="scroll" tabindex="0">' .. drawing .. "</div>")
  return common.figure("drawing", image.identifier, { picture },
    common.numbered(image.identifier, image.caption))
end

return { { Para = Para }, { Pandoc = function() common.settle() end } }
