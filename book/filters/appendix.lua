-- appendix.lua - fills the appendices from what the project already has:
--
--     ::: {.generated from="claims"}     the ledger, from book/claims.tsv
--     ::: {.generated from="labs"}       minutes and misconceptions
--     ::: {.generated from="reports"}    the judge's golden reports
--     ::: {.generated from="file" path="…" missing="what would produce it"}
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local claims = require("claims")

local makers = {}

local function claim_row(claim)
  return ('<tr id="claim-%s"><th scope="row">%s</th><td><p class="says">%s</p>' ..
    "<p>%s</p><p><code>%s</code></p></td></tr>"):format(claim.id,
    claims.badge(claim), common.escape(claim.says), common.escape(claim.teach),
    common.escape(claim.command))
end

local function tally()
  local count = { ["true"] = 0, limits = 0, ["false"] = 0 }
  for _, claim in ipairs(claims.list) do count[claim.verdict] = count[claim.verdict] + 1 end
  return ("%d claims so far: %d true, %d true within limits, %d false."):format(
    #claims.list, count["true"], count.limits, count["false"])
end

function makers.claims()
  local rows = {}
  for i, claim in ipairs(claims.list) do rows[i] = claim_row(claim) end
  return { pandoc.Para({ pandoc.Str(tally()) }), common.html(
    '<table class="ledger"><thead><tr><th scope="col">Verdict</th><th scope="col">' ..
    "The claim, what we teach, the command</th></tr></thead><tbody>" ..
    table.concat(rows, "\n") .. "</tbody></table>") }
end

-- Files by a shell pattern, sorted.
local function files(pattern)
  local list = pandoc.pipe("sh", { "-c", "ls -d " .. pattern .. " 2>/dev/null || true" }, "")
  local found = {}
  for path in list:gmatch("[^\n]+") do found[#found + 1] = path end
  return found
end

-- Markdown of a file below the heading level of the place where it stands. Its
-- own title is left out: the place has one.
local function included(lines, level)
  local document = pandoc.read(table.concat(lines, "\n"), "markdown-implicit_figures")
  return document:walk({
    Header = function(header)
      if header.level == 1 then return {} end
      header.level = math.min(header.level + level - 1, 6)
      header.identifier = ""
      return header
    end,
    Link = function(link)  -- a neighbour of that file is no page of the book
      if not link.target:match("^https?:") then return pandoc.Span(link.content) end
    end,
  }).blocks
end

local function minutes_in(lines)
  for _, line in ipairs(lines) do
    local minutes = line:match("^Minutes:%s*(%d+)")
    if minutes then return tonumber(minutes) end
  end
end

local function schedule(guides)
  local rows, total = {}, 0
  for _, guide in ipairs(guides) do
    total = total + (guide.minutes or 0)
    rows[#rows + 1] = ('<tr><th scope="row">%s</th><td class="figure">%s</td></tr>')
      :format(common.escape(guide.lab), guide.minutes or "not stated")
  end
  rows[#rows + 1] = ('<tr><th scope="row">All labs</th><td class="figure">%d</td></tr>'):format(total)
  return common.html('<table><thead><tr><th scope="col">Lab</th><th scope="col">Minutes</th>' ..
    "</tr></thead><tbody>" .. table.concat(rows, "\n") .. "</tbody></table>")
end

function makers.labs(div)
  local guides = {}
  for _, path in ipairs(files("labs/*/instructor.md")) do
    local lines = common.lines(path)
    guides[#guides + 1] = { lab = path:match("labs/(.-)/"), lines = lines,
      minutes = minutes_in(lines) }
  end
  if #guides == 0 then return div.content end
  local blocks = { schedule(guides) }
  for _, guide in ipairs(guides) do
    blocks[#blocks + 1] = pandoc.Header(2, { pandoc.Str("Lab " .. guide.lab) },
      pandoc.Attr("lab-" .. guide.lab:gsub("%.", "-")))
    for _, block in ipairs(included(guide.lines, 2)) do blocks[#blocks + 1] = block end
  end
  return blocks
end

function makers.reports(div)
  local blocks = {}
  for _, path in ipairs(files("labs/kit/tests/golden/*.txt labs/*/golden/*.txt")) do
    local text = table.concat(common.lines(path), "\n")
    local parts = { pandoc.CodeBlock(text, pandoc.Attr("", { "output" })) }
    local name = path:match("([^/]+)%.txt$"):gsub("[-_]", " ")
    for _, block in ipairs(common.figure("run", "", parts,
      { pandoc.Str(name), pandoc.Space(), pandoc.Span({ pandoc.Str(path) },
        pandoc.Attr("", { "path" })) })) do blocks[#blocks + 1] = block end
  end
  return #blocks > 0 and blocks or div.content
end

function makers.file(div)
  local lines = common.lines(div.attributes.path)
  if not lines then return div.content end
  if div.attributes.as == "text" then
    return { pandoc.CodeBlock(table.concat(lines, "\n"), pandoc.Attr("", { "output" })) }
  end
  return included(lines, 1)
end

function Div(div)
  if not div.classes:includes("generated") then return nil end
  local maker = makers[div.attributes.from or ""]
  if not maker then common.fail('nothing is generated from="%s".', div.attributes.from or "") end
  return maker(div)
end
