namespace KerberosGen.Storage;

/// <summary>What an act came to.</summary>
/// <param name="Word"><c>done</c>, <c>refused</c> or <c>failed</c>.</param>
/// <param name="Id">The principal's id; null if there is none.</param>
/// <param name="Reason">Why it was not done; null if it was.</param>
public sealed record AuditOutcome(string Word, string? Id, string? Reason)
{
    /// <summary>The act was done.</summary>
    public static AuditOutcome Done(string? id = null) => new("done", id, null);

    /// <summary>The act was refused, and nothing was changed.</summary>
    public static AuditOutcome Refused(string reason) => new("refused", null, reason);

    /// <summary>The act failed on its way; whether it was done may not be known.</summary>
    public static AuditOutcome Failed(string reason) => new("failed", null, reason);
}
