-- verbs.lua - text about a verb of the Makefile that this copy may not have:
--
--     ::: {.verb name="grade"}       stands only if `make grade` is there
--     ::: {.verb without="grade"}    stands only if it is not
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

function Div(div)
  if not div.classes:includes("verb") then return nil end
  local verbs = common.verbs()
  local name, without = div.attributes.name, div.attributes.without
  return (name and verbs[name] or without and not verbs[without]) and div.content or {}
end
