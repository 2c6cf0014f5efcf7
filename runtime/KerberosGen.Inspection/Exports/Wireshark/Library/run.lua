-- A reader of the packet that stands here; one that does not say how long it is goes on to the end.
local function reader_at(tvb, at, limit)
  return reader(tvb, at, limit, alone.size and at + alone.size or limit, not alone.size)
end

-- How many bytes the packet that stands here takes: all of them if that cannot be told, nil if it is cut.
local function size_of_next(tvb, at)
  local r = reader_at(tvb, at, tvb:len())
  local is_done, why = pcall(alone.read, r, nil, alone.fields)
  if not is_done and why ~= CUT and why ~= LOST then
    error(why, 0)
  end
  if not is_done and why == CUT then
    return nil
  end
  return is_done and r.at > at and r.at - at or tvb:len() - at
end

-- Reads a packet into the tree.
local function show_packet(tvb, at, size, pinfo, tree)
  local item = tree:add(proto, tvb(at, size))
  item:append_text(string.format(", %s, %d bytes", alone.name, size))
  item:add(packet_name.proto, alone.name):set_generated()
  local r = reader_at(tvb, at, at + size)
  r:finish(item, r.part.stop, function()
    alone.read(r, item, alone.fields)
  end)
  note(pinfo, alone.name)
end

-- Shows a datagram, which is one packet, or the packets of a stream, one after the other.
local function show_all(tvb, pinfo, tree)
  local at = 0
  while at < tvb:len() do
    local size = tvb:len() - at
    if pinfo.port_type == 2 then
      size = size_of_next(tvb, at)
      if not size and can_wait(tvb, pinfo) then
        pinfo.desegment_offset = at
        pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
        return
      end
      size = size or tvb:len() - at
    end
    show_packet(tvb, at, size, pinfo, tree)
    at = at + size
  end
  tell_gap(tvb, tree)
end
