-- plot.lua - bars drawn from the values of a recorded run:
--
--     ```{.plot name="1-e" bars="one_cpu two_cpu" labels="one CPU|two CPUs"
--         max="200" unit="of 200 runs" caption="…" #fig:rates}
--     ```
--
-- Without max the longest bar fills the width. The text alternative is made
-- from the same values, so it cannot disagree.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local svg = require("svg")

local WIDTH, LEFT, RIGHT, STEP, BAR = 680, 200, 90, 38, 20

local function split(text, separator)
  local parts = {}
  for part in (text .. separator):gmatch("(.-)" .. separator) do
    if part ~= "" then parts[#parts + 1] = part end
  end
  return parts
end

local function bars_of(block, name)
  local keys = split((block.attributes.bars or ""):gsub("%s+", " "), " ")
  local labels = split(block.attributes.labels or "", "|")
  local bars = {}
  for i, key in ipairs(keys) do
    local shown = common.value(name, key)
    bars[i] = { label = labels[i] or key, shown = shown, value = tonumber(shown) }
    if not bars[i].value and shown ~= "?" then
      common.trouble("the plot of %s: %s is no number.", name, key)
    end
  end
  if #bars == 0 then common.trouble('the plot of %s names no values (bars="…").', name) end
  return bars
end

local function longest(bars, max)
  local most = tonumber(max) or 0
  for _, bar in ipairs(bars) do most = math.max(most, bar.value or 0) end
  return most > 0 and most or 1
end

local function bar_svg(bar, i, most)
  local y = (i - 1) * STEP + 8
  local full = WIDTH - LEFT - RIGHT
  local length = full * (bar.value or 0) / most
  return ([[
<text x="%d" y="%d" text-anchor="end" font-size="15">%s</text>
<rect x="%d" y="%d" width="%d" height="%d" fill="lightgray"/>
<rect x="%d" y="%d" width="%.1f" height="%d" fill="crimson"/>
<text x="%.1f" y="%d" font-size="15">%s</text>]]):format(LEFT - 12, y + 15,
    common.escape(bar.label), LEFT, y, full, BAR, LEFT, y, length, BAR,
    LEFT + full + 12, y + 15, common.escape(bar.shown))
end

local function alternative(bars, unit)
  local parts = {}
  for i, bar in ipairs(bars) do parts[i] = bar.label .. ": " .. bar.shown .. unit end
  return "Bars. " .. table.concat(parts, "; ") .. "."
end

local function draw(bars, block, name)
  local most, parts = longest(bars, block.attributes.max), {}
  for i, bar in ipairs(bars) do parts[i] = bar_svg(bar, i, most) end
  local height = #bars * STEP + 4
  local unit = block.attributes.unit and " " .. block.attributes.unit or ""
  return svg.inline(([[<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">%s</svg>]])
    :format(WIDTH, height, WIDTH, height, table.concat(parts, "\n")), "plot-" .. name,
    alternative(bars, unit))
end

local function CodeBlock(block)
  if not block.classes:includes("plot") then return nil end
  local name = block.attributes.name or ""
  if not common.run(name) then return nil end
  local picture = common.html('<div class="scroll" tabindex="0">' ..
    draw(bars_of(block, name), block, name) .. "</div>")
  return common.figure("drawing", block.identifier, { picture },
    common.numbered(block.identifier, common.inlines(block.attributes.caption or "")))
end

return { { CodeBlock = CodeBlock }, { Pandoc = function() common.settle() end } }
