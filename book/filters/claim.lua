-- claim.lua - [1-e]{.claim} becomes the verdict on that claim, with a link into
-- the ledger. Verdicts come from book/claims.tsv.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")
local claims = require("claims")

local function Span(span)
  if not span.classes:includes("claim") then return nil end
  local id = common.stringify(span)
  local claim = claims.by_id[id]
  if not claim then
    common.trouble("there is no claim %s in book/claims.tsv.", id)
    return nil
  end
  local badge = claims.badge(claim)
  if common.page == "claims" then return common.inline(badge) end
  local target = (common.page ~= "" and not common.print and "claims.html" or "") .. "#claim-" .. id
  return pandoc.Link({ common.inline(badge) }, target, "",
    pandoc.Attr("", { "claim-link" }))
end

return { { Span = Span }, { Pandoc = function() common.settle() end } }
