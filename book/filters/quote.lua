-- quote.lua - quotes C by the name of what is quoted:
--
--     ```{.c file="labs/1.1-crash/crash.c" name="write_beside_write"}
--     ```
--
-- The quote is the definition of a function, struct, enum, union or macro with
-- the comment directly above it. A name that is gone stops the build.
package.path = "book/filters/?.lua;" .. package.path
local common = require("common")

local function is_word(text, name)
  return text:find("%f[%w_]" .. name .. "%f[^%w_]") ~= nil
end

-- Is this the first line of what defines name? Returns how it ends, or nil.
local function kind_of(line, name)
  if line:match("^#%s*define%s+" .. name .. "%f[^%w_]") then return "macro" end
  if not line:match("^[%a_]") or not is_word(line, name) then return nil end
  if line:match("^%a+%s+" .. name .. "%s*{") then return "braces" end
  local before = line:match("^(.-)%f[%w_]" .. name .. "%s*%(")
  if before and not before:find("[=(]") then return "braces" end
  -- SCENARIO(name), Test(suite, name)
  if line:match("^%w[%w_]*%([%w_, ]-%f[%w_]" .. name .. "%)") then return "braces" end
  if line:match("%f[%w_]" .. name .. "[%[%]%w_]*%s*[=;]") then return "statement" end
end

-- The last line of the definition that begins at first, or nil if this is only
-- a declaration.
local function last_line(lines, first, kind)
  local open = false
  for i = first, #lines do
    local line = lines[i]
    if kind == "macro" then
      if not line:match("\\$") then return i end
    elseif kind == "statement" then
      if line:match(";%s*$") or line:match(";%s*//") then return i end
    else
      if not open and line:match(";%s*$") then return nil end
      open = open or line:match("{%s*$") ~= nil
      if open and line:match("^}") then return i end
    end
  end
end

-- A return type may stand on a line of its own; the comment stands above it.
local function with_comment(lines, first)
  if first > 1 and lines[first - 1]:match("^[%a_][%w_ *]*$") then first = first - 1 end
  while first > 1 and lines[first - 1]:match("^//") do first = first - 1 end
  return first
end

local function quote(path, name)
  local lines = common.lines(path)
  if path:match("^solutions/") and not common.has_solutions() then
    return "// Left out of this copy: it is your part of the lab."
  end
  if not lines then
    common.trouble("a listing quotes %s, and there is no such file.", path)
    return ""
  end
  for i, line in ipairs(lines) do
    local kind = kind_of(line, name)
    local last = kind and last_line(lines, i, kind)
    if last then
      return table.concat(lines, "\n", with_comment(lines, i), last)
    end
  end
  common.trouble("a listing quotes %s from %s, and nothing there has that name.",
    name, path)
  return ""
end

local function CodeBlock(block)
  local path, name = block.attributes.file, block.attributes.name
  if not path or block.classes:includes("run") then return nil end
  if not name then
    common.trouble('a listing from %s does not say what it quotes (name="…").', path)
    return nil
  end
  local id = block.identifier
  local text = quote(path, name)
  local caption = common.numbered(id, common.dotted({ pandoc.Code(name),
    pandoc.Span({ pandoc.Str(path) }, pandoc.Attr("", { "path" })) }))
  local code = pandoc.CodeBlock(text, pandoc.Attr("", { block.classes[1] or "c" }))
  return common.figure(common.class_of("listing", text), id, { code }, caption)
end

return { { CodeBlock = CodeBlock }, { Pandoc = function() common.settle() end } }
