-- The first and last of each range of ports, such as 8000,9000-9010.
local function ranges(ports)
  local made = {}
  for first, last in ports:gmatch("(%d+)%-?(%d*)") do
    table.insert(made, { first = tonumber(first), last = tonumber(last) or tonumber(first) })
  end
  return made
end

-- The ports of the preferences, as they were when they were last looked at.
local ports = { tcp = "", udp = "" }

-- True for a port of the server.
local function is_server_port(port)
  for _, named in pairs(ports) do
    for _, range in ipairs(ranges(named)) do
      if port >= range.first and port <= range.last then
        return true
      end
    end
  end
  return false
end

-- Takes the ports of the preferences, in place of those that were taken before.
local function take_ports()
  for transport, before in pairs(ports) do
    local dissectors = DissectorTable.get(transport .. ".port")
    local now = proto.prefs[transport .. "_ports"]
    if before ~= "" then
      dissectors:remove(before, proto)
    end
    if now ~= "" then
      dissectors:add(now, proto)
    end
    ports[transport] = now
  end
end
