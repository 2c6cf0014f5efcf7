using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Who said what to whom: the steps of a capture in the order of time.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Pushed">The codes that servers send without being asked, as far as these steps show it.</param>
/// <param name="HasMore">True if the capture goes on behind the last step.</param>
public sealed record Session(IReadOnlyList<SessionStep> Steps, IReadOnlySet<int> Pushed, bool HasMore)
{
    /// <summary>What broke off the reading of the capture, or null.</summary>
    public CaptureFormatException? Broken { get; init; }

    /// <summary>True if a packet is not as its table says, or bytes are none or missing.</summary>
    public bool HasErrors { get; init; }

    /// <summary>True if keys were tried on a ciphertext and something is wrong with it.</summary>
    public bool HasDecryptionErrors { get; init; }

    /// <summary>Connections to which a service said yes, and how many of them are authenticated, where keys tell; otherwise null.</summary>
    public ConnectionCount? Connections { get; init; }

    /// <summary>When the first step was, or the first second of 1970 if there is none.</summary>
    public DateTimeOffset Start => Steps.Count == 0 ? DateTimeOffset.UnixEpoch : Steps[0].Time;

    /// <summary>From the first step to the last.</summary>
    public TimeSpan Duration => Steps.Count == 0 ? TimeSpan.Zero : Steps[^1].Time - Steps[0].Time;
}
