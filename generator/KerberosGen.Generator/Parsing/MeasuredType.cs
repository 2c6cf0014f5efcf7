using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// What a packet needs to know of a declared type that it contains. It is read from that type's declaration, because its
/// generated members do not exist yet.
/// </summary>
/// <param name="Kind">Domain, Packet or Union.</param>
/// <param name="Size">Bytes on the wire; null if they vary.</param>
internal sealed record MeasuredType(FieldShape Kind, int? Size)
{
    /// <summary>Bytes on the wire at the least.</summary>
    public int MinSize { get; init; }

    /// <summary>True for a domain type of text.</summary>
    public bool IsText { get; init; }

    /// <summary>For text: the runtime's name of the encoding.</summary>
    public string Encoding { get; init; } = "Utf8";

    /// <summary>True if its value is never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>How many fields of a flattened table it is.</summary>
    public int Leaves { get; init; } = 1;

    /// <summary>True if it takes everything to the end.</summary>
    public bool IsGreedy { get; init; }

    /// <summary>True if some of its bytes are checked.</summary>
    public bool IsChecked { get; init; }

    /// <summary>True if it is a ref struct.</summary>
    public bool IsView { get; init; }

    /// <summary>True if it contains itself.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>True if its declaration has a mistake, which is reported where it stands.</summary>
    public bool IsBroken { get; init; }
}
