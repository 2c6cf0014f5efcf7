using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Spells checksums and where what they cover begins and ends.</summary>
internal static class Checksums
{
    /// <summary>The packet's checksums, one that is covered by another before it.</summary>
    public static List<FieldSpec> InOrder(PacketSpec spec)
    {
        var ordered = new List<FieldSpec>();
        foreach (FieldSpec field in spec.Fields)
        {
            if (field.Checksum is not null)
                Visit(field, []);
        }

        return ordered;

        void Visit(FieldSpec field, HashSet<string> path)
        {
            if (ordered.Contains(field) || !path.Add(field.Name))
                return;
            foreach (FieldSpec covered in spec.Fields)
            {
                if (covered.Checksum is not null && covered.Name != field.Name && Covers(spec, field, covered))
                    Visit(covered, path);
            }

            ordered.Add(field);
        }
    }

    /// <summary>The fields whose beginning a checksum needs to know.</summary>
    public static bool NeedsStart(PacketSpec spec, FieldSpec field) =>
        spec.Fields.Any(f => f.Checksum is { } checksum && (f.Name == field.Name || checksum.From == field.Name));

    /// <summary>The fields whose end a checksum needs to know.</summary>
    public static bool NeedsEnd(PacketSpec spec, FieldSpec field) => spec.Fields.Any(f => f.Checksum?.To == field.Name);

    /// <summary>The checksum of a packet's bytes, cut to the field's width.</summary>
    public static string Computed(PacketSpec spec, FieldSpec field, string packet)
    {
        ChecksumSpec checksum = field.Checksum!;
        string own = StartOf(spec, field);
        string start = checksum.From is { } from ? StartOf(spec, FieldOf(spec, from)) : "0";
        string end = checksum.To is { } to ? EndOf(spec, FieldOf(spec, to)) : own;
        int size = field.Size!.Value;
        string over = $"{Codec}Checksum.Over<{checksum.TypeFullName}>({packet}, {start}, {end}, {own}, {Number(size)})";
        return size >= 8 ? over : $"({over} & 0x{((1UL << (8 * size)) - 1).ToString("x", CultureInfo.InvariantCulture)})";
    }

    /// <summary>What is written for a checksum.</summary>
    public static string Written(PacketSpec spec, FieldSpec field, string packet)
    {
        string value = Computed(spec, field, packet);
        return field.Integer == "ulong" ? value : $"({field.Integer}){value}";
    }

    /// <summary>Where a field begins, behind its padding: its constant offset, or a local.</summary>
    public static string StartOf(PacketSpec spec, FieldSpec field) =>
        HasKnownStart(field) ? Number(field.Offset!.Value) : Parameter(spec, field) + "Offset";

    /// <summary>Where a field ends.</summary>
    public static string EndOf(PacketSpec spec, FieldSpec field) =>
        HasKnownEnd(field) ? Number(field.Offset!.Value + (field.Bits?.IntegerSize ?? field.Size!.Value)) : Parameter(spec, field) + "End";

    public static bool HasKnownStart(FieldSpec field) => field is { Offset: not null, IsConditional: false };

    public static bool HasKnownEnd(FieldSpec field) => HasKnownStart(field) && field.Size is not null;

    private static bool Covers(PacketSpec spec, FieldSpec field, FieldSpec other)
    {
        List<string> names = spec.Fields.Select(f => f.Name).ToList();
        int first = field.Checksum!.From is { } from ? names.IndexOf(from) : 0;
        int last = field.Checksum.To is { } to ? names.IndexOf(to) : names.IndexOf(field.Name) - 1;
        int at = names.IndexOf(other.Name);
        return first <= at && at <= last;
    }
}
