-- How much of the bytes a direction explains: whole known packets in full, a last one that is cut a little less.
local function score(direction, tvb)
  local at, sum = 0, 0
  while at + direction.size <= tvb:len() do
    if is_known(direction, tvb, at) then
      local size = direction.size + direction.payload_size(tvb, at)
      if at + size > tvb:len() then
        return sum + 0.9 * (tvb:len() - at)
      end
      sum = sum + size
      at = at + size
    else
      if has_known_code(direction, tvb, at) then
        sum = sum + 0.5 * direction.size
      end
      at = find_known(direction, tvb, at + 1)
      if not at then
        return sum
      end
    end
  end
  return sum
end

-- Who sends the requests of each conversation.
local clients = {}

-- Forgets who sends the requests: another capture is opened.
local function forget_directions()
  clients = {}
end

-- Which way a packet travels: to or from the server's port; otherwise as the conversation's packets did; otherwise as its own
-- bytes tell.
local function direction_of(tvb, pinfo)
  local is_to, is_from = is_server_port(pinfo.dst_port), is_server_port(pinfo.src_port)
  if is_to ~= is_from then
    return is_to and requests or responses
  end
  local streams = { (pinfo.port_type == 2 and tcp_stream or udp_stream)() }
  local stream = pinfo.port_type .. "/" .. streams[#streams].value
  local sender = tostring(pinfo.src) .. "/" .. pinfo.src_port
  if not clients[stream] then
    local of_requests, of_responses = score(requests, tvb), score(responses, tvb)
    if of_requests == 0 and of_responses == 0 then
      return requests
    end
    clients[stream] = of_requests >= of_responses and sender or tostring(pinfo.dst) .. "/" .. pinfo.dst_port
  end
  return clients[stream] == sender and requests or responses
end
