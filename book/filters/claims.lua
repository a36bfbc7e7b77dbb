-- claims.lua - the ledger book/claims.tsv, for claim.lua and appendix.lua.
-- A row: id, verdict, what the article says, what we teach, command.
local common = require("common")
local claims = { list = {}, by_id = {} }

-- The mark differs in shape, so that colour is never the only signal.
local VERDICTS = {
  ["true"] = { mark = "✓", text = "true", class = "verdict-true" },
  limits = { mark = "◐", text = "true within limits", class = "verdict-limits" },
  open = { mark = "?", text = "cannot be checked", class = "verdict-limits" },
  ["false"] = { mark = "✗", text = "false", class = "verdict-false" },
}

for _, row in ipairs(common.rows("book/claims.tsv")) do
  local claim = { id = row[1], verdict = row[2], says = row[3], teach = row[4],
    command = row[5] }
  if not VERDICTS[claim.verdict] then
    common.fail("book/claims.tsv: %s has the verdict \"%s\"; it is true, limits, open or false.",
      claim.id, claim.verdict)
  end
  claims.list[#claims.list + 1] = claim
  claims.by_id[claim.id] = claim
end

function claims.words(verdict)
  return VERDICTS[verdict].text
end

function claims.badge(claim)
  local verdict = VERDICTS[claim.verdict]
  return ('<span class="claim %s"><span class="mark" aria-hidden="true">%s</span> ' ..
    'claim %s: %s</span>'):format(verdict.class, verdict.mark, claim.id, verdict.text)
end

return claims
