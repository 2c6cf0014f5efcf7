using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>The words in which a change of the wire is told.</summary>
internal static class WireSentences
{
    public static string Place(WireRow row, WireRow? before) => row.Offset is { } offset
        ? "offset " + Number(offset)
        : before is null ? "the beginning" : $"a varying offset, behind {before.Name}";

    public static string Fields(int count) => count switch
    {
        0 => "no field",
        1 => "1 field",
        _ => Number(count) + " fields",
    };

    public static string Bytes(int count) => count == 1 ? "1 byte" : Number(count) + " bytes";

    public static string SizeOf(WireTable table) => table.Size is { } size ? Bytes(size) : "at least " + Bytes(table.MinSize);

    public static string KindOf(WireTable table) => table.Kind.ToString().ToLowerInvariant() + (table.Code is { } code ? " " + Number(code) : "");

    /// <summary>How a packet's size changes: <c>grows from 217 to 225 bytes</c>; null if it stays.</summary>
    public static string? Resized(WireTable before, WireTable now)
    {
        if (before.MinSize == now.MinSize && before.Size == now.Size)
            return null;
        if ((before.Size is null) != (now.Size is null) || before.MinSize == now.MinSize)
            return $"goes from {SizeOf(before)} to {SizeOf(now)}";
        string least = now.Size is null ? "at least " : "";
        return $"{(now.MinSize > before.MinSize ? "grows" : "shrinks")} from {least}{Number(before.MinSize)} to {least}{Bytes(now.MinSize)}";
    }

    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[items.Count - 1],
    };

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
