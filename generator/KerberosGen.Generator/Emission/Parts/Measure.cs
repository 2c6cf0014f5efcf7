using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>What says how long a part is, while the packet is read: an earlier field, or a prefix.</summary>
/// <param name="Value">The local or field that holds the number.</param>
/// <param name="Limit">The most it can say.</param>
/// <param name="IsCount">True if it counts entries.</param>
/// <param name="Adjust">What was added to the bytes or entries.</param>
/// <param name="Leaf">Whose mistake it is if the number is wrong.</param>
/// <param name="Offset">Where it stands.</param>
internal sealed record Measure(string Value, ulong Limit, bool IsCount, int Adjust, int Leaf, string Offset)
{
    /// <summary>The integer in front of the part's packet that measures it.</summary>
    public static Measure By(PacketSpec spec, FieldSpec measure)
    {
        string offset = measure.Offset is { } known ? Number(known) : Parameter(spec, measure) + "Offset";
        // What has gone out by reference, the JIT would read back from memory; a conditional length's local ends with its block.
        string value = measure.IsConditional ? "packet." + measure.Name : Parameter(spec, measure) + "Value";
        return new Measure(value, WrittenValue.Limit(measure), measure.Role == "Count", measure.Adjust, measure.Leaf, offset);
    }

    /// <summary>True if a number of entries or bytes of this size could be more than can ever be held.</summary>
    public bool CanOverflow(int unit) => Limit > (ulong)(int.MaxValue / unit);

    /// <summary>True if reading a part of entries of this size may find the number wrong.</summary>
    public bool CanBeWrong(FieldSpec measured) =>
        Adjust > 0
        || (measured.Shape is FieldShape.List ? CanOverflow(IsCount ? measured.EntrySize : 1) || !IsCount : CanOverflow(1));
}
