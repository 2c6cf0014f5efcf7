namespace KerberosGen.Testing.Laws;

/// <summary>What a law expected of one value, and what it found.</summary>
internal sealed class LawBrokenException(string what, string expected, string found) : Exception($"{what}: expected {expected}, found {found}")
{
    public string What { get; } = what;

    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
