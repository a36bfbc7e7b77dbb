-- svg.lua - makes a drawn SVG fit to stand in a page: no prolog, ids of its own,
-- named as an image, colours that follow the reader's scheme.
local common = require("common")
local svg = {}

-- The colours that diagrams may use, and what each becomes: a style in pages,
-- a plain colour where style sheets do not reach (EPUB, PDF).
local COLOURS = {
  black = { "currentColor", "#1c1a17" },
  white = { "var(--paper)", "#ffffff" },
  gray50 = { "var(--muted)", "#6b665e" },
  gray = { "var(--muted)", "#6b665e" },
  lightgray = { "var(--soft)", "#eeeae2" },
  crimson = { "var(--accent)", "#a3261f" },
  mistyrose = { "var(--accent-soft)", "#f7e3df" },
  steelblue = { "var(--second)", "#28567d" },
  lightsteelblue = { "var(--second-soft)", "#dde8f2" },
}

local function recolour(text)
  local column = common.print and 2 or 1
  for name, to in pairs(COLOURS) do
    for _, property in ipairs({ "fill", "stroke" }) do
      text = text:gsub(property .. '="' .. name .. '"', property .. '="' .. to[column] .. '"')
    end
  end
  return (text:gsub("<text ", '<text fill="' .. COLOURS.black[column] .. '" '))
end

local function once_filled(text)
  return (text:gsub('<text fill="[^"]*" ([^>]-fill=)', "<text %1"))
end

-- The SVG in text as one element. Name prefixes its ids, alternative is read to
-- who cannot see it.
function svg.inline(text, name, alternative)
  local prefix = name:gsub("[^%w]", "-") .. "-"
  text = text:gsub("^.-<svg", "<svg", 1):gsub("<!%-%-.-%-%->", "")
  text = text:gsub("<title>.-</title>%s*", ""):gsub(' xlink:title="[^"]*"', "")
  text = text:gsub(' id="', ' id="' .. prefix):gsub('url%(#', "url(#" .. prefix)
  text = once_filled(recolour(text))
  return (text:gsub("<svg", ('<svg role="img" aria-label="%s"'):format(
    common.escape(alternative)), 1))
end

-- What a diagram shows, in words: the comment at the head of its source that
-- begins with "Shows:", up to the first line without text.
function svg.alternative(name)
  local lines = common.lines("diagrams/" .. name .. ".dot") or
    common.lines("diagrams/" .. name .. ".c") or {}
  local words = {}
  for i, line in ipairs(lines) do
    local text = line:match("^//%s+(%S.*)$")
    if not text or (i == 1 and not text:match("^Shows:")) then break end
    words[#words + 1] = text
  end
  local sentence = table.concat(words, " "):gsub("^Shows:%s*", "")
  return (sentence:gsub("^%l", string.upper))
end

return svg
