namespace KerberosGen.Inspection.Sessions;

/// <summary>How many connections a service let in.</summary>
/// <param name="Admitted">All of them.</param>
/// <param name="Authenticated">Those of which the ticket and the authenticator are authenticated.</param>
public sealed record ConnectionCount(int Admitted, int Authenticated)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Authenticated} of {Admitted} {(Admitted == 1 ? "connection" : "connections")} authenticated");
}
