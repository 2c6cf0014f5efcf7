-- A checksum in the tree; it is compared when the packet was read.
function Reader:checksum(tree, f, size)
  local item, start = self:fixed(tree, f, size)
  return { item = item, f = f, start = start, size = size }
end

-- Compares a checksum with what it covers: its own bytes count as zero, and only those that it has are compared.
function Reader:verify(sum, start, stop, compute)
  local own = sum.start
  stop = math.max(start, stop)
  local covered = self:raw(start, stop - start)
  if own >= start and own < stop then
    covered = covered:sub(1, own - start) .. string.rep("\0", sum.size) .. covered:sub(own - start + sum.size + 1)
  end
  local range = self.tvb(own, sum.size)
  local found = (sum.f.is_little and range:le_uint64() or range:uint64()):tonumber()
  local wanted = compute(covered) % 2 ^ (8 * sum.size)
  if found ~= wanted then
    self:tell(sum.item, wrong_checksum, string.format("it must be 0x%x, not 0x%x", wanted, found))
  end
end

-- A cyclic redundancy check whose bits are reflected.
local function reflected_crc(covered, polynomial, crc)
  for i = 1, #covered do
    crc = bit.bxor(crc, covered:byte(i))
    for _ = 1, 8 do
      local is_odd = bit.band(crc, 1) == 1
      crc = bit.rshift(crc, 1)
      if is_odd then
        crc = bit.bxor(crc, polynomial)
      end
    end
  end
  return crc
end

local function crc16(covered)
  return reflected_crc(covered, 0xa001, 0)
end

local function crc32(covered)
  return bit.bnot(reflected_crc(covered, 0xedb88320, 0xffffffff)) % 2 ^ 32
end

local function crc16_ccitt(covered)
  local crc = 0xffff
  for i = 1, #covered do
    crc = bit.bxor(crc, bit.lshift(covered:byte(i), 8))
    for _ = 1, 8 do
      crc = bit.lshift(crc, 1)
      if bit.band(crc, 0x10000) ~= 0 then
        crc = bit.bxor(crc, 0x11021)
      end
    end
  end
  return crc
end

local function adler32(covered)
  local low, high = 1, 0
  for i = 1, #covered do
    low = (low + covered:byte(i)) % 65521
    high = (high + low) % 65521
  end
  return high * 65536 + low
end

-- The ones' complement sum of 16-bit words (RFC 1071).
local function internet_checksum(covered)
  local sum = 0
  for i = 1, #covered, 2 do
    sum = sum + covered:byte(i) * 256 + (covered:byte(i + 1) or 0)
  end
  while sum > 0xffff do
    sum = sum % 65536 + math.floor(sum / 65536)
  end
  return 65535 - sum
end
