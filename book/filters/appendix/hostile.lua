-- hostile.lua - hand-ins that want more than they earn, and what the gate says
-- to each: the first lines of labs/kit/tests/hostile, which a test compares
-- with what the gate says.
local common = require("common")
local project = require("appendix.project")
local makers = {}

-- { what it tries, refused or admitted, in which words }
local function attempt(path)
  local lines = common.lines(path)
  local verdict, words = (lines[1] or ""):match("^// (%a+): (.*)$")
  local tries = {}
  for i = 3, #lines do
    local text = lines[i]:match("^//%s?(.*)$")
    if not text then break end
    tries[#tries + 1] = text
  end
  return verdict and { tries = table.concat(tries, " "), verdict = verdict, words = words }
end

local function table_of(attempts, verdict, head)
  local rows = {}
  for _, one in ipairs(attempts) do
    if one.verdict == verdict then
      rows[#rows + 1] = ("<tr><td>%s</td><td class=\"said\">%s</td></tr>"):format(
        common.escape(common.curly(one.tries)), common.escape(common.curly(one.words)))
    end
  end
  return common.html(('<table class="halves"><thead><tr><th scope="col">What it does</th>' ..
    '<th scope="col">%s</th></tr></thead><tbody>%s</tbody></table>'):format(head,
    table.concat(rows, "\n"))), #rows
end

function makers.hostile(div)
  local attempts = {}
  for _, path in ipairs(project.files(
    "labs/kit/tests/hostile/*.c labs/kit/tests/hostile/gate/*.c")) do
    attempts[#attempts + 1] = attempt(path)
  end
  local made, count = table_of(attempts, div.attributes.verdict,
    div.attributes.verdict == "refused" and "The gate refuses it: it …" or "Why it earns nothing")
  return count > 0 and { made }
end

return makers
