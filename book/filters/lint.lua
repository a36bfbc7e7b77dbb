-- lint.lua - what is in a chapter must come from something that ran. Fails on a
-- code or output block, a figure or a table of measurements that was typed, and
-- on a percentage in prose that was not pulled from a run.
--
-- What somebody else said may be quoted: [100 %]{.said claim="1-e"}, if the
-- ledger has it. Commands for the reader are ```{.command} blocks whose lines
-- are verbs of the Makefile.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local claims = require("claims")
local svg = require("svg")

local function check_commands(block)
  local verbs = common.verbs()
  for line in (block.text .. "\n"):gmatch("(.-)\n") do
    local verb = line:match("^make ([a-z-]+)")
    local is_git = line:match("^git clone ") or line:match("^cd ")
    if line ~= "" and not is_git and not (verb and verbs[verb]) then
      common.trouble("the command \"%s\" is no verb of the Makefile.", line)
    end
  end
end

local GENERATED = { "run", "trace", "plot" }
local function CodeBlock(block)
  for _, class in ipairs(GENERATED) do
    if block.classes:includes(class) then
      if block.text ~= "" then
        common.trouble("the %s %s has text typed into it.", class,
          block.attributes.name or "block")
      end
      return
    end
  end
  if block.classes:includes("command") then return check_commands(block) end
  if block.attributes.file and block.text == "" then return end
  common.trouble("a block was typed, not generated: \"%s\".", block.text:match("^[^\n]*"))
end

local function check_figure(image)
  local what = image.src
  if not what:match("^diagrams/[%w.-]+%.svg$") then
    common.trouble("the figure %s is not drawn from diagrams/.", what)
  end
  local name = what:match("([^/]*)%.svg$") or ""
  if svg.alternative(name) == "" then
    common.trouble("diagrams/%s does not begin with a comment \"// Shows: …\", which is read to who cannot see it.", name)
  end
  if image.identifier == "" and not image.classes:includes("opening") then
    common.trouble("the figure %s has no id; give it {#fig:…}.", what)
  end
  if #image.caption == 0 and not image.classes:includes("opening") then common.trouble("the figure %s has no caption.", what) end
end

local function check_said(span)
  local claim = claims.by_id[span.attributes.claim or ""]
  local text = common.stringify(span)
  if not claim or not claim.says:find(text, 1, true) then
    common.trouble('"%s" is quoted, and no claim="…" of the ledger says it.', text)
  end
end

-- The text of inlines without what was pulled in, is code, or is quoted.
local function typed_text(inlines)
  local bare = pandoc.Span(inlines):walk({
    Span = function(span)
      local classes = span.classes
      if classes:includes("run") or classes:includes("said") or
          classes:includes("claim") then return {} end
    end,
    Code = function() return {} end,
    Link = function() return {} end,
  })
  return common.stringify(bare)
end

local function check_percent(inlines)
  local text = typed_text(inlines):gsub("\u{a0}", " "):gsub("\u{202f}", " ")
  for _, pattern in ipairs({ "%d[%d.,]*%s?%%", "%d[%d.,]*%s+per%s?cent" }) do
    local found = text:match(pattern)
    if found then
      common.trouble('"%s" was typed; pull it from a run: []{.run name="…" value="…"}.', found)
    end
  end
end

local function check_cells(tbl)
  tbl:walk({ Plain = function(plain)
    local digits = typed_text(plain.content):match("%d[%d., ]*")
    if digits then
      common.trouble('a table has the figure "%s" typed into it; pull it from a run.', digits)
    end
  end })
end

local function check_block(block)
  check_percent(block.content)
end

function Pandoc(document)
  document:walk({ CodeBlock = CodeBlock, Image = check_figure, Para = check_block,
    Plain = check_block, Header = check_block, Table = check_cells,
    Span = function(span) if span.classes:includes("said") then check_said(span) end end,
    RawBlock = function() common.trouble("raw HTML was typed into a chapter.") end })
  common.settle()
end
