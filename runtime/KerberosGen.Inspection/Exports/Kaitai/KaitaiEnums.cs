using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>The enums of a spec. Flags are none: Kaitai has no sums of members, so they stay numbers.</summary>
internal sealed class KaitaiEnums
{
    private readonly ExportNames _names = new();
    private readonly List<(FieldType Type, string Name, Dictionary<long, string> Members)> _enums = [];

    public static bool Has(FieldType type) => !type.Members.IsEmpty && !type.IsFlags;

    /// <summary>The name of an enum that <see cref="Has"/> says there is.</summary>
    public string NameOf(FieldType type) => Find(type).Name;

    /// <summary>A value as an expression, such as <c>colour::green</c>; null if it has no name.</summary>
    public string? ValueOf(FieldType type, long value)
    {
        (_, string name, Dictionary<long, string> members) = Find(type);
        return members.TryGetValue(value, out string? member) ? $"{name}::{member}" : null;
    }

    public YamlMap ToYaml()
    {
        var all = new YamlMap();
        foreach ((_, string name, Dictionary<long, string> members) in _enums)
        {
            var map = new YamlMap();
            foreach ((long value, string member) in members)
                map.Add(value.ToString(CultureInfo.InvariantCulture), member);
            all.Add(name, map);
        }

        return all;
    }

    private (FieldType Type, string Name, Dictionary<long, string> Members) Find(FieldType type)
    {
        foreach (var known in _enums)
        {
            if (known.Type.Name == type.Name && known.Type.Members.SequenceEqual(type.Members))
                return known;
        }

        var names = new ExportNames();
        var members = new Dictionary<long, string>();
        foreach (EnumMember member in type.Members)
        {
            // Of two names of one value, Kaitai can have the first.
            if (!members.ContainsKey(member.Value))
                members.Add(member.Value, names.Take(member.Name));
        }

        var added = (type, _names.Take(type.Name), members);
        _enums.Add(added);
        return added;
    }
}
