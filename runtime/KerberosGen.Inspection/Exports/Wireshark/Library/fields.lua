-- What can be wrong, by the inspector's own names.
local function finding(id, title, group, severity)
  local known = ProtoExpert.new(ABBREVIATION .. "." .. id:lower(), id .. " " .. title, group, severity)
  table.insert(experts, known)
  return { expert = known, text = id .. " " .. title, is_error = severity == expert.severity.ERROR }
end

local unknown_code = finding("KGI101", "unknown code", expert.group.UNDECODED, expert.severity.ERROR)

local truncated = finding("KGI102", "truncated", expert.group.MALFORMED, expert.severity.ERROR)

local wrong_payload_size = finding("KGI103", "wrong payload size", expert.group.MALFORMED, expert.severity.ERROR)

local trailing_bytes = finding("KGI104", "trailing bytes", expert.group.MALFORMED, expert.severity.ERROR)

local too_large = finding("KGI105", "payload too large", expert.group.MALFORMED, expert.severity.ERROR)

local length_mismatch = finding("KGI106", "length mismatch", expert.group.MALFORMED, expert.severity.ERROR)

local partial_entry = finding("KGI107", "partial entry", expert.group.MALFORMED, expert.severity.ERROR)

local unterminated = finding("KGI108", "no NUL ends it", expert.group.MALFORMED, expert.severity.ERROR)

local missing_nul = finding("KGI108", "text without its NUL", expert.group.PROTOCOL, expert.severity.WARN)

local bytes_after_nul = finding("KGI109", "bytes behind the text's NUL", expert.group.PROTOCOL, expert.severity.WARN)

local not_utf8 = finding("KGI110", "text that is not UTF-8", expert.group.PROTOCOL, expert.severity.WARN)

local no_packet = finding("KGI111", "no packet", expert.group.UNDECODED, expert.severity.ERROR)

local not_whole_blocks = finding("KGI113", "not whole blocks", expert.group.MALFORMED, expert.severity.ERROR)

local gap = finding("KGI114", "gap", expert.group.SEQUENCE, expert.severity.ERROR)

local length_too_small = finding("KGI115", "length too small", expert.group.MALFORMED, expert.severity.ERROR)

local wrong_constant = finding("KGI116", "wrong constant", expert.group.MALFORMED, expert.severity.ERROR)

local unknown_value = finding("KGI117", "unknown value", expert.group.MALFORMED, expert.severity.ERROR)

local out_of_range = finding("KGI118", "out of range", expert.group.MALFORMED, expert.severity.ERROR)

local non_zero_padding = finding("KGI119", "padding that is not zero", expert.group.MALFORMED, expert.severity.ERROR)

local wrong_checksum = finding("KGI120", "wrong checksum", expert.group.CHECKSUM, expert.severity.ERROR)

local unknown_case = finding("KGI121", "unknown case", expert.group.UNDECODED, expert.severity.ERROR)

local bad_leb128 = finding("KGI122", "bad LEB128 number", expert.group.MALFORMED, expert.severity.ERROR)

local not_ascii = finding("KGI123", "text that is not ASCII", expert.group.PROTOCOL, expert.severity.WARN)

-- A field of the tree. One path is one filter: where another packet has something of another kind under it, the kind stands
-- behind the name of the later one.
local function field(kind, path, name, options, make)
  local filter = path .. "." .. name
  if registered[filter] and registered[filter].kind ~= kind then
    filter = filter .. "-" .. kind
  end
  if not registered[filter] then
    registered[filter] = { kind = kind, proto = make(filter) }
    table.insert(fields, registered[filter].proto)
  end
  local made = { name = name, proto = registered[filter].proto }
  for key, value in pairs(options or {}) do
    made[key] = value
  end
  return made
end

-- An enum's values, by the name of the enum.
local function enum(name, values)
  return { name = name, values = values }
end

-- An integer's field: it can hold the largest of its kind, whatever it takes on the wire.
local function integer(kind, make, path, name, summary, options)
  local names = options and options.names
  return field(names and names.name or kind, path, name, options, function(filter)
    return make(filter, name, base.DEC, names and names.values, nil, summary)
  end)
end

-- An unsigned integer of 1 to 4 bytes.
local function uint(path, name, summary, options)
  return integer("uint", ProtoField.uint32, path, name, summary, options)
end

-- A signed integer of 1 to 4 bytes.
local function int(path, name, summary, options)
  return integer("int", ProtoField.int32, path, name, summary, options)
end

-- An unsigned integer of 5 to 8 bytes, or a LEB128 one.
local function uint64(path, name, summary, options)
  return integer("uint64", ProtoField.uint64, path, name, summary, options)
end

-- A signed integer of 5 to 8 bytes, or a LEB128 one.
local function int64(path, name, summary, options)
  return integer("int64", ProtoField.int64, path, name, summary, options)
end

-- A checksum.
local function checksum(path, name, summary, options)
  return field("checksum", path, name, options, function(filter)
    return ProtoField.uint64(filter, name, base.HEX, nil, nil, summary)
  end)
end

-- Bits of an unsigned integer of 8, 16 or 32 bits, by a mask.
local function uint_bits(path, name, summary, options)
  local kind = string.format("%s-%d-%x", options.names and options.names.name or "uint", options.bits, options.mask)
  return field(kind, path, name, options, function(filter)
    return ProtoField["uint" .. options.bits](filter, name, base.DEC, options.names and options.names.values, options.mask, summary)
  end)
end

-- A bit of an unsigned integer of 8, 16 or 32 bits, by a mask.
local function flag(path, name, summary, options)
  return field(string.format("bool-%d-%x", options.bits, options.mask), path, name, options, function(filter)
    return ProtoField.bool(filter, name, options.bits, nil, options.mask, summary)
  end)
end

-- The bits of an enum that have a name, each a line under the number's own.
local function flags(path, bits, is_little, members)
  local made = {}
  for _, member in ipairs(members) do
    table.insert(made, flag(path, member[1], nil, { bits = bits, mask = member[2], is_little = is_little }))
  end
  return made
end

local function bool(path, name, summary, options)
  return field("bool", path, name, options, function(filter)
    return ProtoField.bool(filter, name, base.NONE, nil, nil, summary)
  end)
end

local function float(path, name, summary, options)
  return field("float", path, name, options, function(filter)
    return ProtoField.float(filter, name, base.NONE, summary)
  end)
end

local function double(path, name, summary, options)
  return field("double", path, name, options, function(filter)
    return ProtoField.double(filter, name, base.NONE, summary)
  end)
end

local function bytes(path, name, summary, options)
  return field("bytes", path, name, options, function(filter)
    return ProtoField.bytes(filter, name, base.NONE, summary)
  end)
end

local function text(path, name, summary, options)
  return field("text", path, name, options, function(filter)
    return ProtoField.string(filter, name, base.UNICODE, summary)
  end)
end

local function guid(path, name, summary, options)
  return field("guid", path, name, options, function(filter)
    return ProtoField.guid(filter, name, summary)
  end)
end

local function ipv4(path, name, summary, options)
  return field("ipv4", path, name, options, function(filter)
    return ProtoField.ipv4(filter, name, summary)
  end)
end

local function ipv6(path, name, summary, options)
  return field("ipv6", path, name, options, function(filter)
    return ProtoField.ipv6(filter, name, summary)
  end)
end

-- An integer that is shown as its decimal digits.
local function digits(path, name, summary, options)
  return field("digits", path, name, options, function(filter)
    return ProtoField.string(filter, name, base.ASCII, summary)
  end)
end

-- A time that counts from 1970, so many to a second.
local function time(path, name, summary, options)
  return field("time", path, name, options, function(filter)
    return ProtoField.absolute_time(filter, name, base.UTC, summary)
  end)
end

-- A packet within the packet: its own fields stand below its path.
local function group(path, name, summary, packet, options)
  local made = field("group", path, name, options, function(filter)
    return ProtoField.none(filter, name, summary)
  end)
  made.fields = packet.fields(path .. "." .. name)
  made.read = packet.read
  return made
end

-- Entries of one kind under one path. The list itself is a line of text.
local function list(name, entry, options)
  local made = { name = name, entry = entry }
  for key, value in pairs(options or {}) do
    made[key] = value
  end
  return made
end

local packet_name = text(ABBREVIATION, "packet", "The packet's name.")

local trailing = bytes(ABBREVIATION, "trailing", "Bytes behind the last field of what holds them.")

local undecoded_bytes = bytes(ABBREVIATION, "undecoded", "Bytes of which it is not known what they are.")

local unknown_payload = bytes(ABBREVIATION, "payload", "The payload of an unknown code.")

local garbage_bytes = bytes(ABBREVIATION, "bytes", "Bytes that are no packet.")
