using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>How a field of variable size ends.</summary>
internal enum Ending
{
    /// <summary>By itself: a prefix, a NUL, its last entry, its own parts.</summary>
    Itself,

    /// <summary>A length or count before it says where.</summary>
    Length,
    Count,

    /// <summary>Nothing but the end of the packet.</summary>
    None,
}

/// <summary>A field of variable size.</summary>
internal sealed record OpenField(DeclaredField Field, Ending Ending)
{
    public bool IsView { get; init; } = true;

    /// <summary>True if a length of one byte is enough for it.</summary>
    public bool IsSmall { get; init; }

    /// <summary>True if the field's type is a union, which wants a chooser.</summary>
    public bool IsUnion { get; init; }

    public int Size { get; init; }
}

/// <summary>Makes fields of variable size.</summary>
internal sealed class OpenFields(RandomSource random, IReadOnlyList<KnownType> known)
{
    /// <param name="name">The field's name.</param>
    /// <param name="mayBeMeasured">True if a length may stand before it.</param>
    /// <param name="mayGoOn">True if it may go on to the end.</param>
    /// <param name="mayBeUnion">True if something can choose a case.</param>
    public OpenField Make(string name, bool mayBeMeasured, bool mayGoOn, bool mayBeUnion)
    {
        while (true)
        {
            OpenField? made = random.Next(0, 10) switch
            {
                0 => Leb128(name),
                < 4 => Bytes(name, mayBeMeasured, mayGoOn),
                < 6 => List(name, mayBeMeasured, mayGoOn),
                < 8 => Sequence(name, mayBeMeasured, mayGoOn),
                8 => Nested(name, KnownShape.Packet, mayBeMeasured, mayGoOn),
                _ when mayBeUnion => Nested(name, KnownShape.Union, mayBeMeasured, mayGoOn),
                _ => null,
            };
            if (made is not null)
                return made;
        }
    }

    private OpenField Leb128(string name)
    {
        (string type, int bits, bool isSigned) = random.Pick(("byte", 8, false), ("ushort", 16, false), ("uint", 32, false), ("ulong", 64, false), ("sbyte", 8, true), ("int", 32, true), ("long", 64, true));
        ImmutableArray<string> rule = random.Chance(4) ? [isSigned ? "Range(-100, 100)" : random.Pick("Range(1, 200)", "OneOf(0, 1, 128)")] : [];
        return new OpenField(new DeclaredField(type, name) { Words = ["Leb128", .. rule] }, Ending.Itself) { IsView = false, Size = (bits / 7) + 1 };
    }

    private OpenField Bytes(string name, bool mayBeMeasured, bool mayGoOn)
    {
        var field = new DeclaredField("ReadOnlySpan<byte>", name)
        {
            Words = random.Pick(ImmutableArray<string>.Empty, ImmutableArray<string>.Empty, ["Text"], ["Text(TextEncoding.Latin1)"], ["Text(TextEncoding.Ascii)"], ["Secret"]),
        };
        return random.Next(0, 4) switch
        {
            0 => new OpenField(field.With("NulTerminated"), Ending.Itself) { Size = 20 },
            1 => new OpenField(Prefixed(field, 1), Ending.Itself) { Size = 20 },
            2 when mayGoOn => new OpenField(field, Ending.None) { Size = 20 },
            _ when mayBeMeasured => new OpenField(field, Ending.Length) { IsSmall = true, Size = 20 },
            _ => new OpenField(Prefixed(field, 1), Ending.Itself) { Size = 20 },
        };
    }

    private OpenField List(string name, bool mayBeMeasured, bool mayGoOn)
    {
        KnownType entry = random.Pick<KnownType>([.. known.Where(static t => t.IsFixed && t.Shape is KnownShape.Domain or KnownShape.Packet)]);
        return Listed(new DeclaredField($"PacketList<{entry.Name}>", name), entry, mayBeMeasured, mayGoOn);
    }

    private OpenField? Sequence(string name, bool mayBeMeasured, bool mayGoOn)
    {
        KnownType[] entries = [.. known.Where(static t => t is { Shape: KnownShape.Packet, IsGreedy: false, Size: > 0 })];
        if (entries.Length == 0)
            return null;
        KnownType entry = random.Pick<KnownType>(entries);
        var field = new DeclaredField($"PacketSequence<{entry.Name}>", name);
        Control[] controls = [.. entry.Controls.Where(static c => c.IsFree || c.IsBoolean)];
        if (controls.Length == 0 || !random.Chance(3))
            return Listed(field, entry, mayBeMeasured, mayGoOn);
        Control control = random.Pick<Control>(controls);
        // One that is always true never ends a sequence by being false.
        string values = control.IsBoolean ? control.IsFree ? random.Pick("true", "false") : "true, false" : control.Bits == 1 ? "0" : random.Pick("0", "1, 2", "3");
        return new OpenField(field.With($"Until(\"{control.Name.TrimStart('@')}\", {values})"), Ending.Itself) { Size = 4 * entry.Size };
    }

    private OpenField Listed(DeclaredField field, KnownType entry, bool mayBeMeasured, bool mayGoOn)
    {
        int size = 4 * entry.Size;
        return random.Next(0, 5) switch
        {
            0 => new OpenField(Prefixed(field, 2), Ending.Itself) { Size = size },
            1 when mayGoOn => new OpenField(field, Ending.None) { Size = size },
            2 when mayBeMeasured => new OpenField(field, Ending.Length) { Size = size },
            3 when mayBeMeasured => new OpenField(field, Ending.Count) { IsSmall = true, Size = size },
            _ => new OpenField(field.With([$"CountPrefix({random.Pick("1", "2", "3", "Prefix.Leb128", "8")})", .. Order()]), Ending.Itself) { Size = size },
        };
    }

    private OpenField? Nested(string name, KnownShape shape, bool mayBeMeasured, bool mayGoOn)
    {
        KnownType[] types = [.. known.Where(t => t.Shape == shape && !t.IsFixed && t.Size > 0)];
        if (types.Length == 0)
            return null;
        KnownType type = random.Pick<KnownType>(types);
        var open = new OpenField(new DeclaredField(type.Name, name), Ending.Itself) { IsView = type.IsView, IsUnion = shape == KnownShape.Union, Size = type.Size };
        return random.Next(0, 3) switch
        {
            0 when mayBeMeasured => open with { Ending = Ending.Length },
            1 when !type.IsGreedy => open,
            1 or 0 when mayGoOn && type.IsGreedy => open with { Ending = Ending.None },
            _ => open with { Field = Prefixed(open.Field, 2) },
        };
    }

    private DeclaredField Prefixed(DeclaredField field, int atLeast)
    {
        int width = random.Pick(atLeast, 2, 3, 4, 8, 0);
        string more = width > 0 && random.Chance(3) ? ", Inclusive = true" : "";
        return field.With([$"LengthPrefix({(width == 0 ? "Prefix.Leb128" : $"{width}")}{more})", .. Order()]);
    }

    private string[] Order() => random.Next(0, 6) switch
    {
        0 => ["BigEndian"],
        1 => ["LittleEndian"],
        _ => [],
    };
}
