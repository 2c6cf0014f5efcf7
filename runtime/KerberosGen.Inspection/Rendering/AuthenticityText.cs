using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Rendering;

/// <summary>What an initialisation vector proves, in words.</summary>
internal static class AuthenticityText
{
    /// <summary>What the packet's least proved IV says; empty if no key was found for any.</summary>
    public static string Of(DecodedPacket packet) => packet.LeastProved is { } iv ? Of(iv) : "";

    /// <summary>What an IV says: <c>authenticated</c>, <c>not authenticated</c>, <c>FORGED at 0x001b iv</c>; empty if no key was found for it.</summary>
    public static string Of(DecodedField iv) => iv.Authenticity?.Status switch
    {
        null => "",
        AuthenticityStatus.Authenticated => "authenticated",
        AuthenticityStatus.NotAuthenticated => "not authenticated",
        AuthenticityStatus.Forged => FormattableString.Invariant($"FORGED at 0x{iv.Offset:x4} {iv.Path}"),
        _ => "not known whether authenticated",
    };

    /// <summary>The same as one word for programs.</summary>
    public static string WordOf(AuthenticityStatus status) => status switch
    {
        AuthenticityStatus.Authenticated => "authenticated",
        AuthenticityStatus.NotAuthenticated => "not_authenticated",
        AuthenticityStatus.Forged => "forged",
        _ => "not_known",
    };

    /// <summary>Colour says it again.</summary>
    public static string ColorOf(AuthenticityStatus status) => status switch
    {
        AuthenticityStatus.Authenticated => Ansi.Green,
        AuthenticityStatus.NotAuthenticated => Ansi.Yellow,
        AuthenticityStatus.Forged => Ansi.Red,
        _ => Ansi.Dim,
    };
}
