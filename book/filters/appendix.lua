-- appendix.lua - fills the appendices from what the project already has:
--
--     ::: {.generated from="claims"}      the ledger, from book/claims.tsv
--     ::: {.generated from="kills"}       who killed each mutant; recorded
--     ::: {.generated from="reports"}     what the judge said of each; recorded
--     ::: {.generated from="schedule" week="180"}   the labs' minutes, summed
--     ::: {.generated from="guides"}      each lab's instructor.md
--     ::: {.generated from="questions"}   questions that need a run
--     ::: {.generated from="hostile"}     hand-ins that want more than they earn
--     ::: {.generated from="files" paths="a.md folder/*.md"}
--     ::: {.generated from="text" path="LICENSE"}
--
-- One maker each, in filters/appendix/. What stands between the colons is shown
-- where there is nothing to generate from.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local makers = {}
for _, name in ipairs({ "claims", "mutants", "labs", "files", "hostile" }) do
  for key, maker in pairs(require("appendix." .. name)) do makers[key] = maker end
end

function Div(div)
  if not div.classes:includes("generated") then return nil end
  local maker = makers[div.attributes.from or ""]
  if not maker then common.fail('nothing is generated from="%s".', div.attributes.from or "") end
  local blocks = maker(div)
  return blocks and #blocks > 0 and blocks or div.content
end
