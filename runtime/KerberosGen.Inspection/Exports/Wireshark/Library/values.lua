-- Tells what a value breaks of its declaration.
function Reader:check(item, f, value)
  for _, check in ipairs(f.checks or {}) do
    local what, note = check(value)
    if what then
      self:tell(item, what, note)
    end
  end
end

-- The only value that is allowed.
local function equals(wanted)
  return function(value)
    if tostring(value) ~= tostring(wanted) then
      return wrong_constant, string.format("it must be %s, not %s", wanted, value)
    end
  end
end

-- The smallest and the largest value that are allowed. What is not a number is outside.
local function between(least, most)
  return function(value)
    local number = type(value) == "number" and value or value:tonumber()
    if not (number >= least and number <= most) then
      return out_of_range, string.format("%s is not between %s and %s", value, least, most)
    end
  end
end

-- The values that are allowed.
local function one_of(...)
  local allowed = {}
  for _, value in ipairs({ ... }) do
    allowed[tostring(value)] = true
  end
  return function(value)
    if not allowed[tostring(value)] then
      return out_of_range, string.format("%s is not allowed", value)
    end
  end
end

-- A closed enum: it has no values but the named ones.
local function closed(names)
  local allowed = {}
  for value in pairs(names.values) do
    allowed[tostring(value)] = true
  end
  return function(value)
    if not allowed[tostring(value)] then
      return unknown_value, string.format("%s has no name", value)
    end
  end
end

-- A closed enum of flags: each bit that is set has a name.
local function closed_flags(all)
  return function(value)
    if bit.band(value, bit.bnot(all)) ~= 0 then
      return unknown_value, string.format("0x%x has bits without a name", value)
    end
  end
end

-- Bytes that always stand there, in hex.
function Reader:constant(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local found = self.tvb(start, size):bytes():tohex(true)
  if found ~= f.constant then
    self:tell(item, wrong_constant, string.format("it must be %s, not %s", f.constant, found))
  end
end

-- An unsigned integer of 1 to 4 bytes, whose value matters.
function Reader:number(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local range = self.tvb(start, size)
  local value = f.is_little and range:le_uint() or range:uint()
  self:check(item, f, value)
  return value, item
end

-- A signed integer of 1 to 4 bytes, whose value matters.
function Reader:signed(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local range = self.tvb(start, size)
  local value = f.is_little and range:le_int() or range:int()
  self:check(item, f, value)
  return value, item
end

-- An unsigned integer of 5 to 8 bytes, whose value matters.
function Reader:wide(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local range = self.tvb(start, size)
  local value = f.is_little and range:le_uint64() or range:uint64()
  self:check(item, f, value)
  return value, item
end

-- A signed integer of 5 to 8 bytes, whose value matters.
function Reader:signed_wide(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local range = self.tvb(start, size)
  local value = f.is_little and range:le_int64() or range:int64()
  self:check(item, f, value)
  return value, item
end

-- A length or count of 5 to 8 bytes: no larger than a number of Lua holds exactly, which is more than there ever is.
local function bounded(value)
  local number = value:tonumber()
  return number >= 0 and math.min(number, 2 ^ 53) or 2 ^ 53
end

-- A bool is 0 or 1.
local function is_bool(value)
  if value > 1 then
    return unknown_value, string.format("%d is neither 0 nor 1", value)
  end
end

-- A bool of one byte.
function Reader:bool(tree, f)
  local item, start = self:fixed(tree, f, 1)
  local value = self.tvb(start, 1):uint()
  self:check(item, f, value)
  return value, item
end

-- A floating-point number of 4 or 8 bytes, whose value matters.
function Reader:real(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  local range = self.tvb(start, size)
  self:check(item, f, f.is_little and range:le_float() or range:float())
end

-- A floating-point number of 2 bytes (IEEE 754).
function Reader:half(tree, f)
  local start = self:take(tree, f, 2)
  local range = self.tvb(start, 2)
  local number = f.is_little and range:le_uint() or range:uint()
  local exponent, fraction = math.floor(number / 1024) % 32, number % 1024
  local value
  if exponent == 31 then
    value = fraction == 0 and math.huge or 0 / 0
  elseif exponent == 0 then
    value = fraction * 2 ^ -24
  else
    value = (1 + fraction / 1024) * 2 ^ (exponent - 15)
  end
  value = number >= 0x8000 and -value or value
  self:check(self:add(tree, f, start, 2, value), f, value)
end

-- A number in decimal, from its digits to a base, the least significant first.
local function decimal(parts, base)
  local groups = { 0 }
  for i = #parts, 1, -1 do
    local carry = parts[i]
    for k = 1, #groups do
      carry = groups[k] * base + carry
      groups[k] = carry % 10000000
      carry = math.floor(carry / 10000000)
    end
    if carry > 0 then
      table.insert(groups, carry)
    end
  end
  local shown = string.format("%d", groups[#groups])
  for k = #groups - 1, 1, -1 do
    shown = shown .. string.format("%07d", groups[k])
  end
  return shown
end

-- The same of a number in two's complement.
local function signed_decimal(parts, base)
  if parts[#parts] < base / 2 then
    return decimal(parts, base)
  end
  local carry = 1
  for i = 1, #parts do
    local sum = base - 1 - parts[i] + carry
    parts[i] = sum % base
    carry = math.floor(sum / base)
  end
  return "-" .. decimal(parts, base)
end

-- An integer of more bytes than Wireshark has numbers for: its decimal digits.
function Reader:digits(tree, f, size)
  local start = self:take(tree, f, size)
  local parts = { self.tvb:raw(start, size):byte(1, size) }
  if not f.is_little then
    for i = 1, math.floor(size / 2) do
      parts[i], parts[size + 1 - i] = parts[size + 1 - i], parts[i]
    end
  end
  self:add(tree, f, start, size, f.is_signed and signed_decimal(parts, 256) or decimal(parts, 256))
end

-- Bits of an integer of 1 to 4 bytes: those of the field's mask.
function Reader:bits(tree, f, start, size)
  local item = self:add(tree, f, start, size)
  local range = self.tvb(start, size)
  local number = f.is_little and range:le_uint() or range:uint()
  local value = math.floor(bit.band(number, f.mask) % 2 ^ 32 / 2 ^ f.shift)
  self:check(item, f, value)
  return value, item
end

-- Bits of an integer of 8 bytes, at most 32 of them.
function Reader:bits_of_eight(tree, f, start)
  local range = self.tvb(start, 8)
  local number = f.is_little and range:le_uint64() or range:uint64()
  local value = number:rshift(f.shift):lower() % 2 ^ f.width
  local item
  if f.is_bool then
    item = self:add(tree, f, start, 8, value == 1)
  else
    item = self:add(tree, f, start, 8, value)
  end
  self:check(item, f, value)
  return value, item
end

-- More than 32 bits of an integer of 8 bytes.
function Reader:many_bits_of_eight(tree, f, start)
  local range = self.tvb(start, 8)
  local number = f.is_little and range:le_uint64() or range:uint64()
  local value = number:lshift(64 - f.shift - f.width):rshift(64 - f.width)
  local item = self:add(tree, f, start, 8, value)
  self:check(item, f, value)
  return value, item
end

-- The flags that are set, behind the number and as lines of their own.
function Reader:flags(item, f, size)
  if not item or self:hides(f) then
    return
  end
  local start = self.at - size
  local range = self.tvb(start, size)
  local value = f.is_little and range:le_uint() or range:uint()
  local set = {}
  for _, flag in ipairs(f.flags) do
    self:add(item, flag, start, size)
    if bit.band(value, flag.mask) ~= 0 then
      table.insert(set, flag.name)
    end
  end
  if #set > 0 then
    item:append_text(" (" .. table.concat(set, " | ") .. ")")
  end
end

-- A time: 8 bytes are signed, 4 are not.
function Reader:time(tree, f, size)
  local start = self:take(tree, f, size)
  local range = self.tvb(start, size)
  local count
  if size == 4 then
    count = f.is_little and range:le_uint() or range:uint()
  else
    count = f.is_little and range:le_int64() or range:int64()
  end
  local shown = tostring(count)
  count = tonumber(shown)
  local seconds = math.floor(count / f.per_second)
  if seconds < -62135596800 or seconds > 253402300799 then
    local item = tree and tree:add(range, f.name .. ": " .. shown)
    self:tell(item, out_of_range, "a time is of the years 1 to 9999")
    return
  end
  self:add(tree, f, start, size, NSTime(seconds, (count - seconds * f.per_second) * (1000000000 / f.per_second)))
end

-- The bytes of an LEB128 number: seven bits in each, the least significant first, the top bit in all but the last.
function Reader:leb128_parts(tree, f, bits)
  local longest = math.ceil(bits / 7)
  local start = self.at
  local parts = { self:raw(start, math.min(longest, self:available())):byte(1, longest) }
  for i, byte in ipairs(parts) do
    if byte < 128 then
      self.at = start + i
      return start, { table.unpack(parts, 1, i) }
    end
    parts[i] = byte - 128
  end
  if #parts < longest then
    self:take(tree, f, #parts + 1)
  end
  self.at = start + longest
  local item = tree and tree:add(self.tvb(start, longest), f.name .. ": LEB128 number without an end")
  self:tell(item, bad_leb128, string.format("%d bits take at most %d bytes", bits, longest))
  self:lose()
end

-- An unsigned LEB128 number of at most 64 bits. Only the shortest form is right.
function Reader:leb128(tree, f, bits)
  local start, parts = self:leb128_parts(tree, f, bits)
  local value = UInt64(0, 0)
  for i, digit in ipairs(parts) do
    value = value:bor(UInt64(digit, 0):lshift(7 * (i - 1)))
  end
  local item = self:add(tree, f, start, #parts, value)
  local last = parts[#parts]
  if (last == 0 and #parts > 1) or last >= 2 ^ (bits - 7 * (#parts - 1)) then
    self:tell(item, bad_leb128, string.format("it is not the shortest form of a number of %d bits", bits))
  end
  self:check(item, f, value)
  return value, item
end

-- A signed LEB128 number of at most 64 bits. Only the shortest form is right.
function Reader:signed_leb128(tree, f, bits)
  local start, parts = self:leb128_parts(tree, f, bits)
  local last, before = parts[#parts], parts[#parts - 1]
  local value = UInt64(0, 0)
  for i, digit in ipairs(parts) do
    value = value:bor(UInt64(digit, 0):lshift(7 * (i - 1)))
  end
  if last >= 64 and 7 * #parts < 64 then
    value = value:bor(UInt64(0, 0):bnot():lshift(7 * #parts))
  end
  value = Int64(value:lower(), value:higher())
  local item = self:add(tree, f, start, #parts, value)
  local is_longer = before and (last == 0 and before < 64 or last == 127 and before >= 64)
  local used = bits - 7 * (#parts - 1)
  local top = used < 7 and math.floor(last / 2 ^ (used - 1)) or 0
  if is_longer or (top ~= 0 and top ~= 2 ^ (8 - used) - 1) then
    self:tell(item, bad_leb128, string.format("it is not the shortest form of a number of %d bits", bits))
  end
  self:check(item, f, value)
  return value, item
end

-- An LEB128 number of more than 64 bits: its decimal digits.
function Reader:long_leb128(tree, f, bits)
  local start, parts = self:leb128_parts(tree, f, bits)
  self:add(tree, f, start, #parts, f.is_signed and signed_decimal(parts, 128) or decimal(parts, 128))
end
