using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Makes fields that always take the same number of bytes, with the words about their values.</summary>
internal sealed class FixedFields(RandomSource random, IReadOnlyList<KnownType> known)
{
    private static readonly ImmutableArray<(string Type, int Size, bool IsSigned)> Integers =
        [("byte", 1, false), ("sbyte", 1, true), ("ushort", 2, false), ("short", 2, true), ("uint", 4, false), ("int", 4, true), ("ulong", 8, false), ("long", 8, true)];

    /// <summary>A field, and what it can decide.</summary>
    public (DeclaredField Field, Control? Control, int Size) Make(string name) => random.Next(0, 12) switch
    {
        < 5 => Integer(name),
        5 => (new DeclaredField("bool", name) { Words = Maybe(8, random.Pick("Constant(true)", "Constant(false)")) }, new Control(name, 1, true, false), 1),
        6 => Float(name),
        7 => Wide(name),
        8 => Time(name),
        _ => Declared(name),
    };

    /// <summary>An unsigned integer that may hold any value of so many bytes.</summary>
    public (DeclaredField Field, int Size) Unsigned(string name, int atLeast = 1)
    {
        (string type, int size, _) = random.Pick<(string Type, int Size, bool IsSigned)>([.. Integers.Where(i => !i.IsSigned && i.Size >= atLeast)]);
        DeclaredField field = new DeclaredField(type, name) { Words = Order() };
        if (!random.Chance(4))
            return (field, size);
        int width = random.Next(atLeast, size + 1);
        return (field.With($"Width({width})"), width);
    }

    public ImmutableArray<string> Order() => random.Next(0, 8) switch
    {
        0 => ["BigEndian"],
        1 => ["LittleEndian"],
        _ => [],
    };

    public ImmutableArray<string> Maybe(int oneIn, string word) => random.Chance(oneIn) ? [word] : [];

    private (DeclaredField, Control?, int) Integer(string name)
    {
        (string type, int size, bool isSigned) = random.Pick<(string Type, int Size, bool IsSigned)>(Integers);
        DeclaredField field = new DeclaredField(type, name) { Words = Order() };
        if (random.Chance(4))
        {
            size = random.Next(1, size + 1);
            field = field.With($"Width({size})");
        }

        string? rule = Rule(8 * size, isSigned);
        return (rule is null ? field : field.With(rule), new Control(name, 8 * size, false, rule is null && !isSigned), size);
    }

    /// <summary>A word about a number's value, or null.</summary>
    public string? Rule(int bits, bool isSigned)
    {
        long most = bits - (isSigned ? 1 : 0) >= 62 ? long.MaxValue / 2 : (1L << (bits - (isSigned ? 1 : 0))) - 1;
        long least = isSigned ? -most - 1 : 0;
        return random.Next(0, 14) switch
        {
            0 => $"Constant({random.Pick(least, most, Math.Min(1, most), most / 2)})",
            1 => $"Range({random.Pick(least, 0, Math.Min(1, most))}, {random.Pick(most, Math.Max(1, most / 2))})",
            2 => $"OneOf({string.Join(", ", new[] { least, 0, Math.Min(3, most), most }.Distinct())})",
            _ => null,
        };
    }

    private (DeclaredField, Control?, int) Float(string name)
    {
        (string type, int size) = random.Pick(("Half", 2), ("float", 4), ("double", 8));
        return (new DeclaredField(type, name) { Words = [.. Order(), .. Maybe(3, random.Pick("Range(-1.5, 2.25)", "Range(0, 100)", "Range(double.NegativeInfinity, 0.0)"))] }, null, size);
    }

    private (DeclaredField, Control?, int) Wide(string name) =>
        (new DeclaredField(random.Pick("UInt128", "Int128", "Guid"), name) { Words = Order() }, null, 16);

    private (DeclaredField, Control?, int) Time(string name)
    {
        bool isShort = random.Chance(2);
        ImmutableArray<string> words = [.. Order(), random.Pick("UnixTime(UnixTimeUnit.Seconds)", "UnixTime(UnixTimeUnit.Milliseconds)"), .. isShort ? ["Width(4)"] : ImmutableArray<string>.Empty];
        return (new DeclaredField("DateTimeOffset", name) { Words = words }, null, isShort ? 4 : 8);
    }

    private (DeclaredField, Control?, int) Declared(string name)
    {
        KnownType[] types = [.. known.Where(static t => t.IsFixed)];
        KnownType type = random.Pick<KnownType>(types);
        var field = new DeclaredField(type.Name, name);
        switch (type.Shape)
        {
            case KnownShape.Domain:
                string constant = type.IsText ? "\"k\"" : $"new byte[] {{ {string.Join(", ", Enumerable.Range(1, type.Size))} }}";
                bool isOurs = type.Name != "IPv4Address";
                return (field with { Words = [.. Maybe(8, "Secret"), .. isOurs ? Maybe(6, $"Constant({constant})") : []] }, null, type.Size);
            case KnownShape.Enum:
                int size = Integers.First(i => i.Type == type.Integer).Size;
                ImmutableArray<string> rule = random.Next(0, 6) switch
                {
                    0 => ["Closed"],
                    1 => ["OneOf(0, 1)"],
                    2 => ["Constant(1)"],
                    _ => [],
                };
                return (field with { Words = [.. Order(), .. rule] }, new Control(name, 8 * size, false, false), size);
            case KnownShape.Array:
                return (field with { Words = Order() }, null, type.Size);
            default:
                return (field, null, type.Size);
        }
    }
}
