namespace KerberosGen.Kdc;

/// <summary>What an act came to, as it travels from a running KDC. It never prints its key.</summary>
internal sealed record ActOutcome
{
    /// <summary>Why nothing was done; null if it was done.</summary>
    public string? Refusal { get; init; }

    /// <summary>The principal's id, 32 hex digits; null if nothing was done.</summary>
    public string? Id { get; init; }

    /// <summary>A service's new key, for its enrolment file; null for other acts.</summary>
    public byte[]? Key { get; init; }

    /// <summary>A service's address as it is now; null for clients.</summary>
    public string? Address { get; init; }

    public override string ToString() => Refusal ?? $"done for {Id}";
}
