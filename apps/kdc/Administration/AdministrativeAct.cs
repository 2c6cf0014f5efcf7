namespace KerberosGen.Kdc;

/// <summary>One act, as it travels to a running KDC. It never prints its key.</summary>
internal sealed record AdministrativeAct
{
    public required AdministrativeVerb Verb { get; init; }

    public required PrincipalKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>A client's new long-term key, 32 bytes; null where the verb needs none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>A service's address, <c>ip:port</c>; null where the verb needs none.</summary>
    public string? Address { get; init; }

    public override string ToString() => $"{Verb} {Kind} {Name}";
}
