using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>One packet while its rows are read: what was read so far, and where.</summary>
internal sealed class PacketWalk(PacketLayout layout, string prefix, int start)
{
    private readonly (int Start, int End)?[] _places = new (int Start, int End)?[layout.Fields.Length];

    public PacketLayout Layout { get; } = layout;

    /// <summary>The path of what is in it, with its dot.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Its first byte.</summary>
    public int Start { get; } = start;

    public List<DecodedField> Fields { get; } = new(layout.Fields.Length);

    /// <summary>The integer whose bits are being handed out.</summary>
    public (int Offset, ReadOnlyMemory<byte> Bytes) SharedInteger { get; set; }

    /// <summary>Says where a row's field stood, behind its padding; for an absent one, where it would have.</summary>
    public void Place(int row, int start, int end) => _places[row] = (start, end);

    /// <summary>Where a row's field stood; null if it was not reached.</summary>
    public (int Start, int End)? PlaceOf(string name) => Layout.Find(name) is { } row ? _places[Layout.Fields.IndexOf(row)] : null;

    /// <summary>An earlier integer's value; that of an absent one is 0, that of one that could not be read null.</summary>
    public long? ValueOf(string name) => Presence.ValueOf(name, Layout, Fields);
}
