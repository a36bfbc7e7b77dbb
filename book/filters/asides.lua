-- asides.lua - what stands beside the text or waits behind a question:
--
--     ::: aside                        a note beside the text
--     ::: {.predict run="1-e" value="two_cpu_percent"}
--     How often does it die on two CPUs?     the question; then, after a rule,
--     ***                                    what is revealed with the answer
--     Nearly all survivors never overlapped.
--     :::
--     ::: {.lab name="1.1-crash"}      the lab in its place: what to do, where
--     ::: command                      commands for the reader (in a code block)
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local function split_at_rule(blocks)
  local question, rest, after = {}, {}, false
  for _, block in ipairs(blocks) do
    if block.t == "HorizontalRule" then after = true
    elseif after then rest[#rest + 1] = block
    else question[#question + 1] = block end
  end
  return question, rest
end

local function predict(div)
  local run, key = div.attributes.run, div.attributes.value
  if not run or not key then
    common.trouble('a prediction needs the run and the value that answer it (run="…" value="…").')
    return nil
  end
  local question, rest = split_at_rule(div.content)
  local blocks = { common.html('<div class="predict"><p class="label">Predict</p>') }
  for _, block in ipairs(question) do blocks[#blocks + 1] = block end
  blocks[#blocks + 1] = common.html(
    '<details%s><summary>The recorded answer</summary><p class="answer">%s%s</p>',
    common.print and ' open="open"' or "", common.escape(common.value(run, key)),
    common.escape(div.attributes.unit and " " .. div.attributes.unit or ""))
  for _, block in ipairs(rest) do blocks[#blocks + 1] = block end
  blocks[#blocks + 1] = common.html("</details></div>")
  return blocks
end

local function minutes_of(lab)
  for _, line in ipairs(common.lines("labs/" .. lab .. "/instructor.md") or {}) do
    local minutes = line:match("^Minutes:%s*(%d+)")
    if minutes then return minutes end
  end
end

local function lab_box(div)
  local lab = div.attributes.name or ""
  if not common.lines("labs/" .. lab .. "/README.md") then
    common.trouble("the lab box names %s, and labs/%s/README.md is not there.", lab, lab)
    return nil
  end
  local number = lab:match("^[%d.]+")
  local minutes = minutes_of(lab)
  local head = ('<p class="label">Lab %s%s</p>'):format(number,
    minutes and (" · about " .. minutes .. " minutes") or "")
  local blocks = { common.html('<div class="lab">' .. head) }
  for _, block in ipairs(div.content) do blocks[#blocks + 1] = block end
  blocks[#blocks + 1] = common.html(
    '<p class="where">Edit in <code>labs/%s/</code>, then <code>make check LAB=%s</code>. ' ..
    "Stuck: <code>make hint LAB=%s</code>.</p></div>", lab, number, number)
  return blocks
end

local function Div(div)
  if div.classes:includes("predict") then return predict(div) end
  if div.classes:includes("lab") then return lab_box(div) end
  if div.classes:includes("aside") then
    local blocks = { common.html('<div class="note" role="note">') }
    for _, block in ipairs(div.content) do blocks[#blocks + 1] = block end
    blocks[#blocks + 1] = common.html("</div>")
    return blocks
  end
end

-- A wide table scrolls by itself, and not the page with it.
local function Table(tbl)
  if common.print then return nil end
  return { common.html('<div class="scroll" tabindex="0">'), tbl, common.html("</div>") }
end

return { { Div = Div, Table = Table }, { Pandoc = function() common.settle() end } }
