using KerberosGen.Layout;

namespace KerberosGen.Testing.Layouts;

/// <summary>What a checksum of a layout table covers.</summary>
internal static class Checksums
{
    /// <summary>The value of a checksum, in the width of its field.</summary>
    /// <param name="layout">The packet's table.</param>
    /// <param name="index">The checksum's row.</param>
    /// <param name="packet">The packet's bytes.</param>
    /// <param name="places">Where each field stands in them.</param>
    public static UInt128 Compute(PacketLayout layout, int index, ReadOnlySpan<byte> packet, ReadOnlySpan<(int Start, int End)> places)
    {
        FieldLayout field = layout.Fields[index];
        ChecksumLayout checksum = field.Checksum!;
        int own = places[index].Start;
        int start = checksum.From is { } from ? places[IndexOf(layout, from)].Start : 0;
        int end = checksum.To is { } to ? places[IndexOf(layout, to)].End : own;
        int size = field.Type.Size!.Value;
        return checksum.Compute(packet, start, end, own, size) & Numbers.Max(field.Type);
    }

    private static int IndexOf(PacketLayout layout, string name)
    {
        for (int i = 0; i < layout.Fields.Length; i++)
        {
            if (layout.Fields[i].Name == name)
                return i;
        }

        throw new ArgumentException($"The table of {layout.Name} has no field '{name}'.", nameof(layout));
    }
}
