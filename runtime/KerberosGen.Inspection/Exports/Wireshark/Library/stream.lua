-- The largest payload that is believed.
local LARGEST = 16 * 1024 * 1024

-- Bytes that are no packet are not held back for longer than this.
local GARBAGE_PIECE = 64 * 1024

-- A payload: its name, its packet, its size, or the least it takes if that varies.
local function message(name, packet, size, least)
  return { name = name, fields = packet.fields(ABBREVIATION), read = packet.read, size = size, least = least or size }
end

-- True if a payload may be of this size.
local function allows(message, payload_size)
  if message.size then
    return payload_size == message.size
  end
  return payload_size >= message.least and payload_size <= LARGEST
end

-- The payload of a code: of several the one that has this size, or else the first.
local function find_message(direction, code, payload_size)
  local found = direction.messages[code]
  for _, message in ipairs(found or {}) do
    if message.size == payload_size then
      return message
    end
  end
  return found and found[1]
end

-- True if a header stands here whose code is known.
local function has_known_code(direction, tvb, at)
  if at + direction.size > tvb:len() then
    return false
  end
  for offset, constant in pairs(direction.constants) do
    if tvb(at + offset, #constant / 2):bytes():tohex(true) ~= constant then
      return false
    end
  end
  return direction.messages[direction.code(tvb, at)] ~= nil
end

-- True if a header stands here whose code is known and has payloads of the size that it announces.
local function is_known(direction, tvb, at)
  if not has_known_code(direction, tvb, at) then
    return false
  end
  local payload_size = direction.payload_size(tvb, at)
  for _, message in ipairs(direction.messages[direction.code(tvb, at)]) do
    if allows(message, payload_size) then
      return true
    end
  end
  return false
end

-- Reads a header and its payload of so many bytes; fewer than it announces if it is cut.
-- It answers how many errors there are and the packet's name.
local function read_packet(direction, tvb, at, size, tree)
  local r = reader(tvb, at, at + size, at + direction.size, false)
  r.part.name = "header"
  local item = tree and tree:add(proto, tvb(at, size))
  local is_whole, why = pcall(r.group, r, item, direction.header)
  if not is_whole then
    if why ~= CUT and why ~= LOST then
      error(why, 0)
    end
    r:close(0)
    local named = size >= direction.code_end and direction.messages[direction.code(tvb, at)] or {}
    return r.errors, #named == 1 and named[1].name or "unknown", item
  end
  local code, payload_size = direction.code(tvb, at), direction.payload_size(tvb, at)
  local stop = at + direction.size + payload_size
  local found = find_message(direction, code, payload_size)
  r.part = { name = "payload", stop = stop }
  if not found then
    r:tell(item, unknown_code, string.format("%d (0x%04x); the payload is shown as bytes", code, code))
    r:finish(item, stop, function()
      if size > direction.size then
        r:add(item, unknown_payload, r.at, size - direction.size)
        r.at = at + size
      end
    end)
    return r.errors, "unknown", item
  end
  if payload_size > LARGEST then
    r:tell(item, too_large, string.format("no payload is larger than %d bytes, this is no size: %d", LARGEST, payload_size))
  elseif not allows(found, payload_size) then
    r:tell(item, wrong_payload_size, string.format("%s takes %s%d bytes, not %d", found.name, found.size and "" or "at least ", found.least, payload_size))
  end
  r:finish(item, stop, function()
    found.read(r, item, found.fields)
  end)
  return r.errors, found.name, item
end

-- Reads a packet into the tree.
local function show_packet(direction, tvb, at, size, pinfo, tree)
  local _, name, item = read_packet(direction, tvb, at, size, tree)
  local label = name
  if size >= direction.size then
    label = string.format("%s(%d)", name, direction.code(tvb, at))
  end
  item:append_text(string.format(", %s %s, %d bytes", direction.name, label, size))
  item:add(packet_name.proto, name):set_generated()
  note(pinfo, label)
end

-- Shows bytes that are no packet.
local function show_garbage(tvb, at, size, pinfo, tree)
  local item = tree:add(proto, tvb(at, size))
  item:append_text(string.format(", garbage, %d bytes", size))
  item:add(packet_name.proto, "garbage"):set_generated()
  item:add(garbage_bytes.proto, tvb(at, size))
  item:add_proto_expert_info(no_packet.expert, string.format("%s: no header stands here that its code and payload size bear out", no_packet.text))
  note(pinfo, "garbage")
end

-- True if a known header is no accident: its code has just this size, or what follows is a header too, or the payload reads
-- without an error. If it is not all there, the header alone must do.
local function is_borne_out(direction, tvb, at)
  local payload_size = direction.payload_size(tvb, at)
  local stop = at + direction.size + payload_size
  return find_message(direction, direction.code(tvb, at), payload_size).size == payload_size
    or stop > tvb:len()
    or has_known_code(direction, tvb, stop)
    or read_packet(direction, tvb, at, stop - at) == 0
end

-- Where the next header stands that is known and borne out, or nil.
local function find_known(direction, tvb, from)
  for at = from, tvb:len() - direction.size do
    if is_known(direction, tvb, at) and is_borne_out(direction, tvb, at) then
      return at
    end
  end
end

-- True if known packets go on from here to just where the bytes end.
local function reaches_the_end(direction, tvb, at)
  while is_known(direction, tvb, at) do
    at = at + direction.size + direction.payload_size(tvb, at)
    if at >= tvb:len() then
      return at == tvb:len()
    end
  end
  return false
end

-- How many bytes belong to what stands here, and, unless it is a known packet, whether it is garbage; nil if more bytes are
-- needed, and how many if that is known. If there will be no more, what is there is all.
local function size_of_next(direction, tvb, at, is_all)
  local there = tvb:len() - at
  if there < direction.size then
    return is_all and there or nil
  end
  local payload_size = direction.payload_size(tvb, at)
  local size = direction.size + payload_size
  if is_known(direction, tvb, at) then
    if there >= size then
      return size
    end
    if not is_all then
      return nil, nil, size - there
    end
    -- If another header stands in it and packets go on from there to the end, its size is wrong, not the end too early.
    local next_at = find_known(direction, tvb, at + direction.size)
    return next_at and reaches_the_end(direction, tvb, next_at) and next_at - at or there
  end
  if payload_size <= LARGEST then
    -- What stands behind the announced payload decides whether to believe a code or a size that is not known.
    if there == size or has_known_code(direction, tvb, at + size) then
      return size, false
    end
    if not is_all and there < size + direction.size then
      return nil
    end
  end
  local next_at = find_known(direction, tvb, at + 1)
  local has_code = has_known_code(direction, tvb, at)
  local announced = has_code and size or math.huge
  if next_at then
    local is_garbage = not has_code or next_at - at < direction.size
    return is_garbage and next_at - at or math.min(next_at - at, announced), is_garbage
  end
  if is_all then
    return math.min(there, announced), not has_code
  end
  local certain = there - direction.size + 1
  if certain >= GARBAGE_PIECE then
    return certain, true
  end
  return nil
end

-- What stands in a stream or a datagram, and where more bytes are needed to go on, and how many if that is known.
local function plan(direction, tvb, is_all)
  local parts, at = { are_known = true }, 0
  while at < tvb:len() do
    local size, is_garbage, missing = size_of_next(direction, tvb, at, is_all)
    if not size then
      return parts, at, missing
    end
    table.insert(parts, { at = at, size = size, is_garbage = is_garbage })
    parts.are_known = parts.are_known and is_garbage == nil
    at = at + size
  end
  return parts
end

-- Shows what a stream or a datagram holds, packet by packet.
local function show_all(direction, tvb, pinfo, tree)
  local parts, waiting_at, missing = plan(direction, tvb, not can_wait(tvb, pinfo))
  if waiting_at then
    -- What began in an earlier segment comes again with what waited in front of it: nothing is shown until then.
    local lengths = { tcp_len() }
    if not parts.are_known and waiting_at < tvb:len() - lengths[#lengths].value then
      parts, waiting_at, missing = {}, 0, nil
    end
    pinfo.desegment_offset = waiting_at
    pinfo.desegment_len = missing or DESEGMENT_ONE_MORE_SEGMENT
  end
  for _, part in ipairs(parts) do
    if part.is_garbage then
      show_garbage(tvb, part.at, part.size, pinfo, tree)
    else
      show_packet(direction, tvb, part.at, part.size, pinfo, tree)
    end
  end
  tell_gap(tvb, tree)
end

-- True if this is one of our packets, for traffic of any port: the header is known, and all that follows is too.
local function is_ours(direction, tvb)
  local at = 0
  repeat
    if not is_known(direction, tvb, at) then
      return false
    end
    local size = direction.size + direction.payload_size(tvb, at)
    if at + size > tvb:len() then
      return true
    end
    if read_packet(direction, tvb, at, size) > 0 then
      return false
    end
    at = at + size
  until at == tvb:len()
  return true
end
