-- Goes through a packet's bytes: adds what it reads to the tree, and tells what is wrong. Without a tree it only looks.
local Reader = {}
Reader.__index = Reader

-- What ends a walk before its time: there are no more bytes; or it is not known what stands next in this part.
local CUT, LOST = {}, {}

-- Wireshark refuses a tree of a million items.
local MOST_ITEMS = 200000

-- Starts at a byte of the buffer. The packet's bytes are there up to the limit; it ends at the stop, or, if it is open, nobody
-- knows where.
local function reader(tvb, start, limit, stop, is_open)
  return setmetatable({
    tvb = tvb, at = start, limit = limit,
    part = { name = "packet", stop = stop, is_open = is_open },
    groups = {}, index = 0, items = 0, errors = 0,
  }, Reader)
end

-- Says what is wrong.
function Reader:tell(item, what, note)
  if self.is_quiet then
    return
  end
  if what.is_error then
    self.errors = self.errors + 1
  end
  if item then
    item:add_proto_expert_info(what.expert, note and what.text .. ": " .. note or what.text)
  end
end

-- What follows in this part is not known.
function Reader:lose()
  error(LOST, 0)
end

-- A field needs more bytes than there are: they are missing, or the length that measures it is wrong.
function Reader:cut(item, start, size, is_measured)
  local part = self.part
  local is_bounded = not part.is_open and self.limit >= part.stop
  if not part.is_told then
    part.is_told = true
    local there = math.max(0, math.min(part.stop, self.limit) - start)
    self:tell(item, is_bounded and is_measured and length_mismatch or truncated, string.format("%.0f bytes are needed, %d are there", size, there))
  end
  error(is_bounded and LOST or CUT, 0)
end

-- Bytes that are there and within the part.
function Reader:available()
  return math.max(0, math.min(self.part.stop, self.limit) - self.at)
end

-- Bytes that the part still holds, there or not.
function Reader:left()
  return math.max(0, self.part.stop - self.at)
end

-- So many bytes of the buffer.
function Reader:raw(start, length)
  return length > 0 and self.tvb:raw(start, length) or ""
end

-- True for a field of which only the name is shown.
function Reader:hides(f)
  return (f.is_secret or self.is_secret) and not proto.prefs.show_secrets
end

-- Adds a field of the tree; a secret one only by its name, unless the preferences say otherwise.
function Reader:add(tree, f, start, length, value)
  if not tree or self.items >= MOST_ITEMS then
    return nil
  end
  self.items = self.items + 1
  local range = self.tvb(start, length)
  if self:hides(f) then
    return tree:add(range, f.name .. ": (secret)")
  end
  if value ~= nil then
    return tree:add(f.proto, range, value)
  end
  if f.encoding then
    return (tree:add_packet_field(f.proto, range, f.encoding))
  end
  return f.is_little and tree:add_le(f.proto, range) or tree:add(f.proto, range)
end

-- Goes on by so many bytes. A field that is cut is a line of text.
function Reader:take(tree, f, size, is_measured)
  local start = self.at
  local there = math.min(size, self:available())
  self.at = start + there
  if there < size then
    local item = tree and there > 0 and tree:add(self.tvb(start, there), f.name .. ": cut") or tree
    self:cut(item, start, size, is_measured)
  end
  return start
end

-- A field of a fixed size.
function Reader:fixed(tree, f, size)
  local start = self:take(tree, f, size)
  return self:add(tree, f, start, size), start
end

-- Bytes that something measures.
function Reader:bytes(tree, f, size)
  local start = self:take(tree, f, size, true)
  return self:add(tree, f, start, size), start
end

-- Ciphertext of AES-CBC: whole blocks of 16 bytes.
function Reader:ciphertext(tree, f, size)
  local item = self:bytes(tree, f, size)
  if size % 16 ~= 0 then
    self:tell(item, not_whole_blocks, string.format("%d bytes are not a multiple of 16", size))
  end
end

-- A line of the tree for something that holds others; it ends where it is closed.
function Reader:open(tree, f)
  local item
  if tree and self.items < MOST_ITEMS then
    local range = self.tvb(self.at, 0)
    item = f.proto and tree:add(f.proto, range) or tree:add(range, f.name)
    if f.is_entry then
      item:set_text(string.format("%s[%d]", f.name, self.index))
    end
    self.items = self.items + 1
  end
  table.insert(self.groups, { item = item, start = self.at })
  return item
end

-- Ends the lines of the tree that were opened behind so many.
function Reader:close(count)
  while #self.groups > count do
    local last = table.remove(self.groups)
    if last.item then
      last.item:set_len(self.at - last.start)
    end
  end
end

-- A packet within the packet, as long as it is.
function Reader:group(tree, f, ...)
  local count, was_secret = #self.groups, self.is_secret
  self.is_secret = was_secret or f.is_secret
  local result = { f.read(self, self:open(tree, f), f.fields, ...) }
  self.is_secret = was_secret
  self:close(count)
  return table.unpack(result)
end

-- What is left of a part that is over: nothing, if all is well.
function Reader:rest(tree, is_lost)
  local size = self:available()
  if size == 0 then
    return
  end
  local item = self:add(tree, is_lost and undecoded_bytes or trailing, self.at, size)
  if not is_lost then
    self:tell(item, trailing_bytes, string.format("%d bytes stand behind the last field", size))
  end
  self.at = self.at + size
end

-- Reads a part that ends where something says. What becomes of it, the walk can go on behind it.
function Reader:within(tree, name, stop, is_told, read)
  local outer, count, was_secret, index = self.part, #self.groups, self.is_secret, self.index
  self.part = { name = name, stop = stop, is_told = is_told }
  local is_done, why = pcall(read)
  if not is_done and why ~= LOST then
    error(why, 0)
  end
  self.is_quiet = false
  self.index = index
  self:rest(tree, not is_done)
  self:close(count)
  self.is_secret = was_secret
  if self.limit < stop then
    self:cut(tree, self.at, stop - self.at)
  end
  self.part = outer
end

-- A measured part: it ends after so many bytes, or where what is around it does.
function Reader:measured(tree, f, size, read)
  local part = self.part
  local is_bounded = not part.is_open and self.limit >= part.stop
  local is_too_long = is_bounded and size > self:left()
  local count = #self.groups
  local item = self:open(tree, f)
  if is_too_long then
    self:tell(item, length_mismatch, string.format("its length says %.0f bytes, the %s holds %d", size, part.name, self:left()))
  end
  self:within(item, f.name, is_too_long and part.stop or self.at + size, is_too_long, function()
    self.is_secret = self.is_secret or f.is_secret
    read(item)
  end)
  self:close(count)
  if is_too_long then
    self:lose()
  end
end

-- A packet within the packet that takes so many bytes.
function Reader:measured_group(tree, f, size, ...)
  local arguments = { ... }
  self:measured(tree, f, size, function(item)
    f.read(self, item, f.fields, table.unpack(arguments))
  end)
end

-- A packet that says how long it is: what follows reads its other fields.
function Reader:whole(tree, item, start, size, least, name, read)
  least = math.max(least, self.at - start)
  local part = self.part
  if size < least then
    self:tell(item, length_too_small, string.format("the packet takes at least %d bytes, not %.0f", least, size))
    return read()
  end
  if not part.is_open and self.limit >= part.stop and start + size > part.stop then
    self:tell(item, length_mismatch, string.format("it says %.0f bytes, the %s holds %d", size, part.name, part.stop - start))
    return read()
  end
  self:within(tree, name, start + size, false, read)
end

-- A length or count without what is added to it.
function Reader:less(item, number, adjust)
  if number < adjust then
    self:tell(item, length_too_small, string.format("it counts %d more than it measures", adjust))
    self:lose()
  end
  return number - adjust
end

-- Padding in front of a field, or behind the last.
function Reader:padding(tree, f, size, is_ignored)
  if size == 0 then
    return
  end
  local item, start = self:fixed(tree, f, size)
  if not is_ignored and self:raw(start, size):find("[^\0]") then
    self:tell(item, non_zero_padding)
  end
end

-- Bytes that bring an offset to a multiple.
local function padding_to(offset, multiple)
  return -offset % multiple
end

-- Reads a packet that ends at the stop, and shows what is left of its bytes.
-- It answers what ended the walk before its time, or nil.
function Reader:finish(tree, stop, read)
  local is_done, why = pcall(read)
  if not is_done and why ~= CUT and why ~= LOST then
    error(why, 0)
  end
  self:close(0)
  self.is_quiet, self.is_secret = false, false
  self.part = { name = "packet", stop = self.limit }
  self:rest(tree, not is_done)
  if (is_done or why == LOST) and not self.is_partial and self.limit < stop then
    self:tell(tree, truncated, string.format("%.0f bytes are missing", stop - self.limit))
  end
  return not is_done and why or nil
end

-- Names a packet in the packet list; several of one frame stand behind each other.
local function note(pinfo, name)
  if tostring(pinfo.cols.protocol) == proto.name then
    pinfo.cols.info:append(", " .. name)
  else
    pinfo.cols.protocol = proto.name
    pinfo.cols.info = name
  end
end

-- True if more bytes of the stream may come, so that a packet can wait for them.
local function can_wait(tvb, pinfo)
  local fins = { tcp_fin() }
  return pinfo.port_type == 2 and pinfo.can_desegment > 0 and tvb:len() == tvb:reported_len() and not fins[#fins].value
end

-- Tells of bytes that the capture does not hold.
local function tell_gap(tvb, tree)
  local missing = tvb:reported_len() - tvb:len()
  if missing > 0 then
    tree:add(proto, tvb(tvb:len(), 0)):add_proto_expert_info(gap.expert, string.format("%s: %d bytes are not in the capture", gap.text, missing))
  end
end
