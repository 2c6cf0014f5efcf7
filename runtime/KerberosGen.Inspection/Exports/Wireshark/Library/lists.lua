-- Reads one entry of a sequence, which takes at least a byte.
function Reader:entry(item, read)
  local start = self.at
  local is_last = read(item)
  if self.at == start then
    self:tell(item, length_too_small, "every entry of a sequence takes at least one byte")
    self:lose()
  end
  self.index = self.index + 1
  return is_last
end

-- A line for entries, which are read there.
function Reader:list(tree, f, read)
  local groups, index, was_secret = #self.groups, self.index, self.is_secret
  self.is_secret = was_secret or f.is_secret
  self.index = 0
  read(self:open(tree, f))
  self.index, self.is_secret = index, was_secret
  self:close(groups)
end

-- So many entries.
function Reader:counted(tree, f, count, read)
  self:list(tree, f, function(item)
    while self.index < count do
      self:entry(item, read)
    end
  end)
end

-- A fixed number of values: all of them are there, or none is shown.
function Reader:array(tree, f, count, size, read)
  if self:available() < count * size then
    self:take(tree, f, count * size)
  end
  self:counted(tree, f, count, read)
end

-- Entries until nothing is left of the part. Those of a list are of one size.
function Reader:entries(item, entry_size, read)
  self.index = 0
  self.is_open_ended = self.is_open_ended or self.part.is_open
  while self:left() > 0 do
    if entry_size and self:available() < entry_size and self.limit >= self.part.stop then
      self:tell(item, partial_entry, string.format("%d bytes are no whole entry of %d", self:available(), entry_size))
      self.is_quiet = true
      self.is_partial = true
    end
    self:entry(item, read)
  end
end

-- Entries to the end of the part.
function Reader:to_end(tree, f, entry_size, read)
  self:list(tree, f, function(item)
    self:entries(item, entry_size, read)
  end)
end

-- Entries up to the one that is the last by what is in it.
function Reader:to_last(tree, f, read)
  self:list(tree, f, function(item)
    repeat
      local is_last = self:entry(item, read)
    until is_last
  end)
end

-- What is left of the part but for the fields behind.
function Reader:all_but(tail)
  self.is_open_ended = self.is_open_ended or self.part.is_open
  return math.max(0, self:left() - tail)
end
