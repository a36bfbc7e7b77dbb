-- claims.lua - the ledger: what is said, the verdict, what we teach, the
-- command. From book/claims.tsv, a table for each part of the article.
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
  local count, parts = {}, {}
  for _, claim in ipairs(list) do count[claim.verdict] = (count[claim.verdict] or 0) + 1 end
  for _, verdict in ipairs({ "true", "limits", "open", "false" }) do
    if count[verdict] then
      parts[#parts + 1] = count[verdict] .. " " .. claims.words(verdict)
    end
  end
  return ("%d claims: %s."):format(#list, table.concat(parts, ", "))
end

local function ledger(list)
  local rows = {}
  for i, claim in ipairs(list) do rows[i] = row(claim) end
  return common.html('<table class="ledger"><thead><tr><th scope="col">Verdict</th>' ..
    '<th scope="col">The claim, what we teach, the command</th></tr></thead><tbody>' ..
    table.concat(rows, "\n") .. "</tbody></table>")
end

-- Claims of one part stand together in the file.
local function by_part()
  local groups = {}
  for _, claim in ipairs(claims.list) do
    local part = claim.id:match("^(%d+)") or "?"
    local last = groups[#groups]
    if not last or last.part ~= part then
      last = { part = part }
      groups[#groups + 1] = last
    end
    last[#last + 1] = claim
  end
  return groups
end

function makers.claims()
  local blocks = { pandoc.Para({ pandoc.Str("In all: " .. tally(claims.list)) }) }
  for _, group in ipairs(by_part()) do
    blocks[#blocks + 1] = pandoc.Header(2, common.inlines("Part " .. group.part),
      pandoc.Attr("claims-" .. group.part))
    if #group < #claims.list then
      blocks[#blocks + 1] = pandoc.Para({ pandoc.Str(tally(group)) })
    end
    blocks[#blocks + 1] = ledger(group)
  end
  return blocks
end

return makers
