using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Which rows of a packet's table are there, by the fields that were read.</summary>
internal static class Presence
{
    /// <summary>True if a row's conditions hold; null if one cannot be told.</summary>
    public static bool? IsThere(FieldLayout row, PacketLayout layout, IReadOnlyList<DecodedField> fields)
    {
        bool? isThere = true;
        foreach (ConditionLayout condition in row.When)
        {
            if (ValueOf(condition.Field, layout, fields) is not { } value)
                isThere = isThere == false ? false : null;
            else if (!condition.Holds(value))
                isThere = false;
        }

        return isThere;
    }

    /// <summary>An integer's value; that of an absent one is 0, that of one that could not be read null.</summary>
    public static long? ValueOf(string name, PacketLayout layout, IReadOnlyList<DecodedField> fields) =>
        ValueOf(name, fields) ?? (layout.Find(name) is { } row && IsThere(row, layout, fields) == false ? 0 : null);

    /// <summary>True if one of the conditions holds for these fields.</summary>
    public static bool HoldsAny(ImmutableArray<ConditionLayout> conditions, IReadOnlyList<DecodedField> fields)
    {
        foreach (ConditionLayout condition in conditions)
        {
            if (ValueOf(condition.Field, fields) is { } value && condition.Holds(value))
                return true;
        }

        return false;
    }

    private static long? ValueOf(string name, IReadOnlyList<DecodedField> fields) =>
        DecodedPacket.Find(fields, name) is { HasNumber: true } field && WireNumber.BitsOf(field.Type) <= 64
            ? unchecked((long)field.Number)
            : null;
}
