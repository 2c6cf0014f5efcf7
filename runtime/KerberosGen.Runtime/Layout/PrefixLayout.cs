using System.Globalization;

namespace KerberosGen.Layout;

/// <summary>A length or count in front of the field that it measures.</summary>
public sealed class PrefixLayout
{
    /// <summary>True if it counts entries, false if it counts bytes.</summary>
    public required bool IsCount { get; init; }

    /// <summary>Bytes it takes, 1 to 8; 0 if it is LEB128.</summary>
    public required int Width { get; init; }

    /// <summary>Which byte comes first.</summary>
    public ByteOrder ByteOrder { get; init; }

    /// <summary>What is added to the bytes or entries: its own size if it counts itself.</summary>
    public int Adjust { get; init; }

    /// <summary>The size on paper: <c>2</c>, or <c>1 to 5</c> for LEB128.</summary>
    public string SizeText => Width == 0 ? "1 to 5" : Width.ToString(CultureInfo.InvariantCulture);
}
