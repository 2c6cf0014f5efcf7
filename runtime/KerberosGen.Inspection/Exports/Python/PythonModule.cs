using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Python;

/// <summary>
/// A protocol as a Python module that needs the standard library alone: a <c>struct</c> format for each packet of fixed size and one
/// byte order, and a function for every packet that reads it into a dict: integers, floats, bools, <c>str</c>, <c>bytes</c>,
/// <c>UUID</c>, times as they count. A ciphertext is bytes; checksums, padding and the declaration's rules are not checked.
/// </summary>
public static class PythonModule
{
    private const string Prelude = """"
        import struct
        import uuid


        class Reader:
            """Bytes that are read from front to back."""

            def __init__(self, data, at=0, end=None):
                self.data = data
                self.at = at
                self.end = len(data) if end is None else end

            @property
            def left(self):
                """How many bytes there are still to read."""
                return self.end - self.at

            def take(self, size):
                """The next bytes."""
                if not 0 <= size <= self.left:
                    raise ValueError(f"{size} bytes are needed at {self.at}, and {self.left} are left")
                self.at += size
                return bytes(self.data[self.at - size:self.at])

            def rest(self):
                """All that is left."""
                return self.take(self.left)

            def unpack(self, form):
                """Values by a format of `struct`."""
                return struct.unpack(form, self.take(struct.calcsize(form)))

            def integer(self, size, order, signed=False):
                """An integer of any size."""
                return int.from_bytes(self.take(size), order, signed=signed)

            def leb128(self, signed=False):
                """Seven bits in each byte, the least significant first."""
                value = shift = 0
                while True:
                    byte = self.take(1)[0]
                    value |= (byte & 0x7F) << shift
                    shift += 7
                    if not byte & 0x80:
                        return value - (1 << shift) if signed and byte & 0x40 else value

            def to_nul(self):
                """Bytes up to a NUL, which is read and left out."""
                end = self.data.find(b"\0", self.at, self.end)
                if end < 0:
                    raise ValueError(f"no NUL ends what begins at {self.at}")
                return self.take(end + 1 - self.at)[:-1]

            def align(self, start, multiple):
                """Padding up to a multiple, counted from start."""
                self.take((start - self.at) % multiple)

            def part(self, size):
                """A reader of the next bytes alone."""
                at = self.at
                self.take(size)
                return Reader(self.data, at, self.at)

            def within(self, size, read):
                """What stands in the next bytes, and takes all of them."""
                part = self.part(size)
                value = read(part)
                part.finish()
                return value

            def finish(self):
                """Makes sure that nothing is left."""
                if self.left:
                    raise ValueError(f"{self.left} bytes are left at {self.at}")

            def entries(self, read, count=None):
                """So many entries, or all that there are."""
                found = []
                while self.left if count is None else len(found) < count:
                    found.append(read(self))
                return found

            def entries_until(self, read, is_last):
                """Entries up to the last, which says that it is."""
                found = [read(self)]
                while not is_last(found[-1]):
                    found.append(read(self))
                return found


        def text(data, encoding):
            """Text that a NUL may end."""
            return data.split(b"\0", 1)[0].decode(encoding, "replace")
        """";

    /// <summary>Writes the module; lines end in <c>\n</c>.</summary>
    public static string Write(ProtocolLayout protocol)
    {
        var text = new PythonText();
        text.Doc($"{protocol.Name}: packets, unpacked.", Introduction(protocol));
        foreach (string line in Prelude.Split('\n'))
            text.Line(line.TrimEnd('\r'));
        text.Line();
        text.Line();
        WriteFormats(text, protocol);
        WriteEnums(text, protocol);
        var packets = new PythonPackets(text, protocol);
        packets.WriteAll();
        foreach (DirectionLayout direction in new[] { protocol.Requests, protocol.Responses }.OfType<DirectionLayout>())
            WriteStream(text, packets, direction);
        return text.ToString();
    }

    private static List<string> Introduction(ProtocolLayout protocol)
    {
        List<string> lines =
        [
            "Written by `inspector export python` from declarations of KerberosGen; it needs nothing beyond the standard library.",
            "FORMATS has the `struct` formats of packets of fixed size. Each read_ function reads a packet into a dict; what cannot be",
            "read raises ValueError.",
        ];
        if ((protocol.Requests ?? protocol.Responses) is not { } direction)
            return lines;
        return
        [
            .. lines,
            "",
            $"    for name, header, fields in {StreamNameOf(direction)}(data):",
            "        print(name, fields)",
        ];
    }

    private static void WriteFormats(PythonText text, ProtocolLayout protocol)
    {
        text.Line("# What a format unpacks stands behind it; bits of one integer have | between them.");
        text.Line("FORMATS = {");
        text.Depth++;
        foreach (PacketLayout packet in protocol.Packets)
        {
            if (PythonFormats.Of(packet) is { } found)
                text.Line($"{PythonText.Quote(packet.Name)}: \"{found.Format}\",{(found.Names.Count == 0 ? "" : "  # ")}{string.Join(", ", found.Names)}");
        }

        text.Depth--;
        text.Line("}");
        text.Line();
    }

    private static void WriteEnums(PythonText text, ProtocolLayout protocol)
    {
        IEnumerable<FieldType> enums = protocol.Packets.SelectMany(p => p.Fields).SelectMany(f => new[] { f.Type, f.Type.Entry }).OfType<FieldType>()
            .Where(t => !t.Members.IsEmpty).DistinctBy(t => t.Name);
        text.Line("ENUMS = {");
        text.Depth++;
        foreach (FieldType type in enums)
        {
            IEnumerable<string> members = type.Members.DistinctBy(m => m.Value).Select(m => $"{LiteralOf(type, m.Value)}: {PythonText.Quote(m.Name)}");
            text.Line($"{PythonText.Quote(type.Name)}: {{{string.Join(", ", members)}}},");
        }

        text.Depth--;
        text.Line("}");
    }

    internal static string LiteralOf(FieldType type, long value) => type.Kind == FieldKind.Signed
        ? value.ToString(CultureInfo.InvariantCulture)
        : ((ulong)value).ToString(CultureInfo.InvariantCulture);

    private static string StreamNameOf(DirectionLayout direction) => $"read_{direction.Direction.ToString().ToLowerInvariant()}s";

    private static void WriteStream(PythonText text, PythonPackets packets, DirectionLayout direction)
    {
        string table = direction.Direction.ToString().ToUpperInvariant() + "S";
        string code = PythonText.Quote(direction.CodeField.Name), size = PythonText.Quote(direction.PayloadSizeField.Name);
        text.Line();
        text.Line();
        text.Line("# By code; where the size decides, by code and size.");
        text.Line(table + " = {");
        text.Depth++;
        foreach (IGrouping<ushort, PacketLayout> messages in direction.Messages.GroupBy(m => m.Code!.Value))
        {
            foreach (PacketLayout message in messages.Skip(1).Where(m => m.Size is not null && m.Size != messages.First().Size))
                text.Line(FormattableString.Invariant($"({messages.Key}, {message.Size}): ({PythonText.Quote(message.Name)}, {packets.FunctionOf(message)}),"));
            text.Line(FormattableString.Invariant($"{messages.Key}: ({PythonText.Quote(messages.First().Name)}, {packets.FunctionOf(messages.First())}),"));
        }

        text.Depth--;
        text.Line("}");
        text.Line();
        text.Line();
        text.Line($"def {StreamNameOf(direction)}(data):");
        text.Depth++;
        text.Doc("Every packet of a stream: its name, its header and its fields. An unknown code has no name, and bytes for fields.", []);
        text.Line("r = Reader(data)");
        text.Line("while r.left:");
        text.Depth++;
        text.Line($"header = {packets.FunctionOf(direction.Header)}(r)");
        text.Line($"code, size = header[{code}], header[{size}]");
        text.Line($"name, read = {table}.get((code, size)) or {table}.get(code) or (None, Reader.rest)");
        text.Line("yield name, header, r.within(size, read)");
        text.Depth -= 2;
    }
}
