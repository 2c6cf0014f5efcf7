-- True for UTF-8: the shortest form of each code point, none of them a surrogate.
local function is_utf8(text)
  local at = 1
  while at <= #text do
    local first, second = text:byte(at, at + 1)
    local more = first < 0x80 and 0 or first < 0xc2 and 4 or first < 0xe0 and 1 or first < 0xf0 and 2 or first < 0xf5 and 3 or 4
    local least = first == 0xe0 and 0xa0 or first == 0xf0 and 0x90 or 0x80
    local most = first == 0xed and 0x9f or first == 0xf4 and 0x8f or 0xbf
    if more == 4 or (more > 0 and not (second and second >= least and second <= most)) then
      return false
    end
    if not text:sub(at + 1, at + more):find("^[\128-\191]*$") or at + more > #text then
      return false
    end
    at = at + more + 1
  end
  return true
end

-- A letter of Latin-1 beyond ASCII, in UTF-8.
local function utf8_of_latin1(letter)
  return string.char(0xc0 + math.floor(letter:byte() / 64), 0x80 + letter:byte() % 64)
end

-- Adds text of so many bytes; the field is of more if a NUL ends it. Wireshark cuts a value to as many bytes as it stands for,
-- and what is not text in its encoding has none: such a field is left to Wireshark, without the NUL.
function Reader:add_text(tree, f, start, length, size)
  local raw = self:raw(start, length)
  local is_ascii = not raw:find("[\128-\255]")
  local value
  if is_ascii or (f.encoding == ENC_UTF_8 and is_utf8(raw)) then
    value = raw
  elseif f.encoding == ENC_ISO_8859_1 then
    value = raw:gsub("[\128-\255]", utf8_of_latin1)
  end
  local item
  if value and #value <= size then
    item = self:add(tree, f, start, size, value)
  else
    item = self:add(tree, f, start, self:hides(f) and size or length)
  end
  if not value then
    self:tell(item, f.encoding == ENC_ASCII and not_ascii or not_utf8)
  end
  return item
end

-- Text that something measures.
function Reader:text(tree, f, size)
  self:add_text(tree, f, self:take(tree, f, size, true), size, size)
end

-- Text in a fixed number of bytes, up to its NUL.
function Reader:fixed_text(tree, f, size)
  local start = self:take(tree, f, size)
  local raw = self:raw(start, size)
  local length = (raw:find("\0", 1, true) or size + 1) - 1
  local item = self:add_text(tree, f, start, length, size)
  if f.is_terminated and length == size then
    self:tell(item, missing_nul, string.format("the text fills all %d bytes", size))
  end
  if raw:find("[^\0]", length + 1) then
    self:tell(item, bytes_after_nul)
  end
end

-- The bytes before a NUL, which ends them and is read.
function Reader:to_nul(tree, f)
  local start = self.at
  local length = self:raw(start, self:available()):find("\0", 1, true)
  if length then
    self.at = start + length
    return start, length - 1
  end
  local part, there = self.part, self:available()
  if part.is_open or self.limit < part.stop then
    self:take(tree, f, there + 1)
  end
  self.at = start + there
  local item = there > 0 and tree and tree:add(self.tvb(start, there), f.name .. ": no NUL ends it") or tree
  self:tell(item, unterminated, string.format("no NUL stands before the end of the %s", part.name))
  self:lose()
end

-- Text that a NUL ends.
function Reader:text_to_nul(tree, f)
  local start, length = self:to_nul(tree, f)
  self:add_text(tree, f, start, length, length + 1)
end

-- Bytes that a NUL ends.
function Reader:bytes_to_nul(tree, f)
  local start, length = self:to_nul(tree, f)
  self:add(tree, f, start, length)
end
