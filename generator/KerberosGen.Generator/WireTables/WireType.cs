namespace KerberosGen.WireTables;

/// <summary>A named type of fixed size, or an enum.</summary>
/// <param name="Name">The declared type's name.</param>
/// <param name="Size">Bytes; null for an enum that stands in no whole bytes.</param>
/// <param name="Holds">What they mean, in words.</param>
internal sealed record WireType(string Name, int? Size, string Holds)
{
    /// <summary>What the words of a type that is never printed end with. It says nothing about the wire.</summary>
    public const string Secret = "; secret, never printed";

    /// <summary>Its line in the file, from 1; 0 if it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>What the bytes are, whatever the program does with them.</summary>
    public string Wire => Holds.EndsWith(Secret, System.StringComparison.Ordinal) ? Holds.Substring(0, Holds.Length - Secret.Length) : Holds;
}
