using KerberosGen.Generator.Parsing;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>Names that a person could choose: ordinary ones, keywords, and those that emitted code uses itself.</summary>
internal sealed class RandomNames(Random random)
{
    private static readonly string[] Fields =
    [
        "to", "at", "size", "source", "packet", "value", "other", "hash", "destination", "written", "entry", "joined", "first", "opened",
        "run0", "run1", "run2", "obj", "left", "right", "bytes", "scratch", "output", "packed", "context", "header", "payload", "result", "problem",
        "@class", "@event", "@int", "@namespace", "@ref", "@this", "@checked", "@default", "@out", "@is", "@global", "field", "record", "scoped",
        "var", "await", "yield", "dynamic", "file", "required", "partial", "when", "AB", "aB", "_", "__", "_1", "_value", "Value",
        "ValueSize", "ValueOffset", "SessionCipher", "clientCipher", "contentBuffer", "Iv", "iv2", "AESKey", "ID", "Überschrift", "naïve", "x", "X2",
        "KerberosGen", "System", "Unsafe", "Wire", "global", "Length", "Count", "MinSizes", "Storage", "Object", "name", "MessageSize",
    ];

    private static readonly string[] Types =
    [
        "Box", "Crate", "Ticket", "TicketEntry", "Point", "Int32", "String", "Object", "Attribute", "Wire", "Span", "HashCode", "System", "KerberosGen",
        "Global", "@class", "@struct", "@event", "@int", "Record", "TContext", "TResult", "UnpackResult", "Unsafe", "Über", "Packet", "Request", "Header2",
        "ticket", "box", "IEquatable", "Convert", "Exception", "Unknown", "Invalid", "Unexpected", "AesKey", "Iv", "Codec", "Length", "Item", "Iv2", "Entry",
    ];

    private readonly HashSet<string> _takenTypes = new(StringComparer.Ordinal);

    public string Type()
    {
        while (true)
        {
            string name = Types[random.Next(Types.Length)];
            if (_takenTypes.Add(name))
                return name;
            name += _takenTypes.Count;
            if (_takenTypes.Add(name))
                return name;
        }
    }

    /// <summary>Names that differ on paper too and that no generated member has.</summary>
    public List<string> FieldsOf(string type, int count)
    {
        var names = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < count)
        {
            string name = random.Next(4) == 0 ? "Field" + names.Count : Fields[random.Next(Fields.Length)];
            if (name != type && taken.Add(WireNames.Of(name.TrimStart('@'))))
                names.Add(name);
        }

        return names;
    }
}
