using System.Globalization;
using System.Numerics;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>An enum's value by name.</summary>
internal static class EnumText
{
    /// <summary>The name, or of flags the names in ascending order, what is left over in hex; null if no name fits.</summary>
    public static string? Of(FieldType type, long value)
    {
        if (type.NameOf(value) is { } name)
            return name;
        if (!type.IsFlags || value == 0)
            return null;
        ulong rest = (ulong)value;
        List<EnumMember> found = [];
        // Members of many bits first: a name for two bits says more than the names of each.
        foreach (EnumMember member in type.Members.OrderByDescending(m => BitOperations.PopCount((ulong)m.Value)))
        {
            ulong bits = (ulong)member.Value;
            if (bits == 0 || (rest & bits) != bits)
                continue;
            found.Add(member);
            rest &= ~bits;
        }

        if (found.Count == 0)
            return null;
        IEnumerable<string> names = found.OrderBy(m => (ulong)m.Value).Select(m => m.Name);
        return string.Join(" | ", rest == 0 ? names : names.Append("0x" + rest.ToString("x", CultureInfo.InvariantCulture)));
    }

    /// <summary>True if a closed enum allows the value: it has a name or, for flags, each of its bits has one.</summary>
    public static bool IsKnown(FieldType type, long value) => type.IsFlags
        ? (value & ~type.Members.Aggregate(0L, (bits, member) => bits | member.Value)) == 0
        : type.NameOf(value) is not null;
}
