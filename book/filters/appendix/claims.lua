-- claims.lua - the ledger: what is said, the verdict, what we teach, the
-- command. From book/claims.tsv, a table a chapter.
local common = require("common")
local claims = require("claims")
local makers = {}

local function row(claim)
  return ('<tr id="claim-%s"><th scope="row">%s</th><td><p class="says">%s</p>' ..
    "<p>%s</p><p><code>%s</code></p></td></tr>"):format(claim.id,
    claims.badge(claim), common.escape(common.curly(claim.says, true)),
    common.escape(common.curly(claim.teach)),
    common.escape(claim.command))
end

local function tally(list)
  local count = { ["true"] = 0, limits = 0, ["false"] = 0 }
  for _, claim in ipairs(list) do count[claim.verdict] = count[claim.verdict] + 1 end
  return ("%d claims: %d true, %d true within limits, %d false."):format(#list,
    count["true"], count.limits, count["false"])
end

local function ledger(list)
  local rows = {}
  for i, claim in ipairs(list) do rows[i] = row(claim) end
  return common.html('<table class="ledger"><thead><tr><th scope="col">Verdict</th>' ..
    '<th scope="col">The claim, what we teach, the command</th></tr></thead><tbody>' ..
    table.concat(rows, "\n") .. "</tbody></table>")
end

-- Claims of one chapter stand together in the file.
local function by_chapter()
  local groups = {}
  for _, claim in ipairs(claims.list) do
    local chapter = claim.id:match("^(%d+)") or "?"
    local last = groups[#groups]
    if not last or last.chapter ~= chapter then
      last = { chapter = chapter }
      groups[#groups + 1] = last
    end
    last[#last + 1] = claim
  end
  return groups
end

function makers.claims()
  local blocks = { pandoc.Para({ pandoc.Str("In all: " .. tally(claims.list)) }) }
  for _, group in ipairs(by_chapter()) do
    blocks[#blocks + 1] = pandoc.Header(2, common.inlines("Of chapter " .. group.chapter),
      pandoc.Attr("claims-of-" .. group.chapter))
    if #group < #claims.list then
      blocks[#blocks + 1] = pandoc.Para({ pandoc.Str(tally(group)) })
    end
    blocks[#blocks + 1] = ledger(group)
  end
  return blocks
end

return makers
