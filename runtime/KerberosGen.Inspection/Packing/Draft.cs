using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>What stands in a field that is to be written.</summary>
internal abstract class Draft
{
    /// <summary>The line of the JSON text that it comes from; 0 if it comes from none.</summary>
    public int Line { get; init; }
}

/// <summary>Bytes as they stand on the wire, without a prefix or a NUL behind them.</summary>
internal sealed class BytesDraft(ReadOnlyMemory<byte> bytes) : Draft
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}

/// <summary>The bits of a bit field.</summary>
internal sealed class BitsDraft(UInt128 value) : Draft
{
    public UInt128 Value { get; } = value;
}

/// <summary>The entries of a list, a sequence or an array.</summary>
internal sealed class EntriesDraft(List<Draft> entries) : Draft
{
    public List<Draft> Entries { get; } = entries;

    /// <summary>Bytes behind the last entry.</summary>
    public ReadOnlyMemory<byte> Rest { get; init; }
}

/// <summary>The field of a union that is there.</summary>
internal sealed class CaseDraft(FieldLayout row, FieldDraft field) : Draft
{
    public FieldLayout Row { get; } = row;

    public FieldDraft Field { get; } = field;
}
