using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>
/// What the words of a type mean on the wire, whatever the type is called: two types of sixteen bytes are one, and so are an
/// enum and another with the same values.
/// </summary>
internal sealed class TypeShapes
{
    private static readonly Regex Around = new(@"^(?<around>(?:encrypted |list of |sequence of |\d+ x )*)(?<type>.+)$", RegexOptions.CultureInvariant);
    private static readonly Regex Enum = new(@"^(?<name>\w+) (?<integer>(?:leb128 )?[ui]\d+(?: big-endian)?)$", RegexOptions.CultureInvariant);
    private static readonly Regex Value = new(@"(?<value>-?\d+) (?<name>\w+)", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _packets;
    private readonly Dictionary<string, WireType> _types = new(StringComparer.Ordinal);

    /// <summary>One side.</summary>
    /// <param name="packets">Its packets, and what each is called on the declarations' side.</param>
    /// <param name="types">Its types.</param>
    /// <param name="others">The other side's, for those that this one does not know.</param>
    public TypeShapes(Dictionary<string, string> packets, IEnumerable<WireType> types, IEnumerable<WireType> others)
    {
        _packets = packets;
        foreach (WireType type in types.Concat(others))
        {
            if (!_types.ContainsKey(type.Name))
                _types.Add(type.Name, type);
        }
    }

    /// <summary>The packet or type that the words name, without what is around it.</summary>
    public static string NameIn(string words)
    {
        string type = Around.Match(words).Groups["type"].Value;
        return Enum.Match(type) is { Success: true } e && e.Groups["name"].Value != "leb128" ? e.Groups["name"].Value : type;
    }

    /// <summary>The values of an enum by name.</summary>
    public static Dictionary<string, long> ValuesOf(WireType type) => Value.Matches(type.Wire).Cast<Match>()
        .GroupBy(m => m.Groups["name"].Value)
        .ToDictionary(g => g.Key, g => long.TryParse(g.First().Groups["value"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0);

    public static bool IsEnum(WireType type) => type.Wire.Length > 0 && (char.IsDigit(type.Wire[0]) || type.Wire[0] == '-');

    public string ShapeOf(string words)
    {
        Match match = Around.Match(words);
        string type = match.Groups["type"].Value;
        if (Enum.Match(type) is { Success: true } e && e.Groups["name"].Value != "leb128")
            return match.Groups["around"].Value + e.Groups["integer"].Value + ShapeOfEnum(e.Groups["name"].Value);
        return match.Groups["around"].Value + ShapeOfName(type);
    }

    /// <summary>What a type of fixed size is on the wire.</summary>
    public static string ShapeOf(WireType type)
    {
        if (IsEnum(type))
            return string.Join(",", ValuesOf(type).Values.Distinct().OrderBy(v => v));
        string holds = type.Wire.EndsWith("address in network order", StringComparison.Ordinal) ? "bytes" : type.Wire;
        return $"{type.Size} {holds}";
    }

    private string ShapeOfEnum(string name) => _types.TryGetValue(name, out WireType? type) ? " of " + ShapeOf(type) : "";

    private string ShapeOfName(string name)
    {
        if (_packets.TryGetValue(name, out string? packet))
            return "packet " + packet;
        return _types.TryGetValue(name, out WireType? type) ? ShapeOf(type) : name;
    }
}
