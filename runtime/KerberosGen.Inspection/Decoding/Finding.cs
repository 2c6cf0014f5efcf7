namespace KerberosGen.Inspection.Decoding;

/// <summary>Something that is wrong with a packet, and where.</summary>
/// <param name="Id">A stable name, such as <c>KGI102</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What kind of trouble, in one or a few words.</param>
/// <param name="Path">The field's path in the packet, such as <c>header.code</c> or <c>services[1].name</c>; empty for all of it.</param>
/// <param name="Offset">Bytes from the packet's first byte to the field's.</param>
public sealed record Finding(string Id, Severity Severity, string Title, string Path, int Offset)
{
    /// <summary>Bytes that the field takes, where too few or too many are there.</summary>
    public long? Needed { get; init; }

    /// <summary>Bytes that are there.</summary>
    public long? Found { get; init; }

    /// <summary>What the value should be, where it is wrong.</summary>
    public string? NeededValue { get; init; }

    /// <summary>What the value is, where it is wrong; never that of a secret.</summary>
    public string? FoundValue { get; init; }

    /// <summary>What was seen, in a few words.</summary>
    public string? Note { get; init; }

    /// <summary>What it may mean or what to try.</summary>
    public string? Hint { get; init; }
}
