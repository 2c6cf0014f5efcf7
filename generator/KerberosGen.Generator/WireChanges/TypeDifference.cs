using System.Collections.Generic;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>What the file and the declaration say of a type of fixed size.</summary>
internal static class TypeDifference
{
    public static (string Before, string Now) Between(WireType before, WireType now)
    {
        if (TypeShapes.IsEnum(before) && TypeShapes.IsEnum(now))
            return BetweenEnums(TypeShapes.ValuesOf(before), TypeShapes.ValuesOf(now));
        if (before.Size != now.Size)
            return (SizeOf(before), WireSentences.Number(now.Size ?? 0));
        return ($"'{before.Wire}'", $"'{now.Wire}'");
    }

    private static string SizeOf(WireType type) => WireSentences.Bytes(type.Size ?? 0);

    private static (string, string) BetweenEnums(Dictionary<string, long> before, Dictionary<string, long> now)
    {
        List<string> old = Only(before, now), current = Only(now, before);
        return (old.Count > 0 ? WireSentences.List(old) : "no " + WireSentences.List(current), current.Count > 0 ? WireSentences.List(current) : "no such value");
    }

    // A value under another name was renamed.
    private static List<string> Only(Dictionary<string, long> values, Dictionary<string, long> others) => values
        .Where(v => others.TryGetValue(v.Key, out long other) ? other != v.Value : !others.ContainsValue(v.Value))
        .Select(v => TypeWords.EnumMember(v.Key, v.Value))
        .ToList();
}
