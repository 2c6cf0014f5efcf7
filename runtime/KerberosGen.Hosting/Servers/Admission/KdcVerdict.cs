using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>Whether a request is worked on; if not, why. The words are constants: under attack a refusal must cost nothing.</summary>
/// <param name="Words">Why not, or null.</param>
/// <param name="Kind">Why not, to count by.</param>
internal readonly record struct KdcVerdict(string? Words, KdcRefusalKind Kind)
{
    public static readonly KdcVerdict Granted;
    public static readonly KdcVerdict SourceAsksTooOften = new("this address asks too often", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict SourceRegistersTooOften = new("this address registers too often", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict SourceHasTooManyConnections = new("this address has too many connections", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict TooManyConnections = new("the KDC has too many connections", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict TooManyRequests = new("the KDC is asked too often", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict TooMuchUnsent = new("too many answers wait for peers that do not take them", KdcRefusalKind.OverLimit);
    public static readonly KdcVerdict PrincipalAsksTooOften = new("too many requests in this principal's name", KdcRefusalKind.PrincipalThrottled);
    public static readonly KdcVerdict PrincipalRefusedTooOften = new("too many refused requests in this principal's name", KdcRefusalKind.PrincipalThrottled);

    public bool IsGranted => Words is null;
}
