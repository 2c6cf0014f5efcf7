using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>A packet that is to be written: what is known of each row of its table, and what stands between and behind them.</summary>
internal sealed class PacketDraft(PacketLayout layout) : Draft
{
    public PacketLayout Layout { get; } = layout;

    /// <summary>By row; null where nothing is known.</summary>
    public FieldDraft?[] Fields { get; } = new FieldDraft?[layout.Fields.Length];

    /// <summary>The padding at its end, as far as it is not zero bytes.</summary>
    public ReadOnlyMemory<byte> EndPadding { get; set; }

    /// <summary>Bytes behind its last field.</summary>
    public ReadOnlyMemory<byte> Rest { get; set; }

    /// <summary>True if it ends where the first row of which nothing is known would begin.</summary>
    public bool IsCut { get; init; }

    /// <summary>True to leave out a field that another's value says is not there; otherwise that is an error.</summary>
    public bool LeavesOutAbsent { get; init; }
}
