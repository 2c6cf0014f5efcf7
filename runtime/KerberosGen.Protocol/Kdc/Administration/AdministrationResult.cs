using System.Diagnostics.CodeAnalysis;

namespace KerberosGen.Protocol;

/// <summary>What an administrative act came to: a principal as it is now, or a sentence that says why nothing was done.</summary>
/// <typeparam name="TPrincipal">A client or a service.</typeparam>
public readonly record struct AdministrationResult<TPrincipal>
    where TPrincipal : class
{
    private AdministrationResult(TPrincipal? principal, string? refusal)
    {
        Principal = principal;
        Refusal = refusal;
    }

    /// <summary>The principal as it is now, or as it was before it was removed; null if the act was refused.</summary>
    public TPrincipal? Principal { get; }

    /// <summary>Why the act was refused; null if it was done. It holds no secret, and what comes from peers is harmless to show.</summary>
    public string? Refusal { get; }

    /// <summary>True if the act was done.</summary>
    [MemberNotNullWhen(true, nameof(Principal))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Principal is not null;

    /// <summary>An act that was done.</summary>
    public static AdministrationResult<TPrincipal> Done(TPrincipal principal) => new(principal, null);

    /// <summary>An act that was refused.</summary>
    public static AdministrationResult<TPrincipal> Refused(string refusal) => new(null, refusal);
}
