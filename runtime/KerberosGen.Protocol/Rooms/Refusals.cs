using System.Globalization;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Why a room refuses, in the words of its log and of the tools that explain a 1609. The peer is never told. The order is
/// the order of the checks. What the KDC refuses for the same reason, it says in the same words.
/// </summary>
public static class Refusals
{
    /// <summary>A size that no packet of its code has, or that is too large to wait for.</summary>
    public static string Size(ushort code, uint size) => $"request {code} announces {size} bytes, which it cannot have";

    /// <summary>A header of another version.</summary>
    public static string HeaderVersion(byte version) => $"version {version} in the header; it must be {ProtocolLimits.Version}";

    /// <summary>A code that no request has.</summary>
    public static string UnknownCode(ushort code) => $"unknown request code {code}";

    /// <summary>A request that only the KDC answers.</summary>
    public static string ForTheKdc(PacketLayout packet) => $"{packet} is for the KDC, not for a room";

    /// <summary>A second ticket on one connection.</summary>
    public const string SecondTicket = "second ticket on one connection";

    /// <summary>A ticket of another version.</summary>
    public static string TicketVersion(byte version) => $"version {version} in the ticket; it must be {ProtocolLimits.Version}";

    /// <summary>A ticket for another service.</summary>
    public static string TicketForAnotherService(PrincipalId service) => $"ticket is for service {service}, not for this room";

    /// <summary>A header whose client is not the ticket's.</summary>
    public static string HeaderClient(PrincipalId header, PrincipalId ticket) => $"header is of client {header}, the ticket of {ticket}";

    /// <summary>A ticket that the service key does not open.</summary>
    public const string TicketDoesNotOpen = "ticket does not open with the service key: it was altered, or made for another key";

    /// <summary>A time that is no time.</summary>
    public const string TicketTime = "ticket opens, but its times are no times";

    /// <summary>A ticket that has ended.</summary>
    public static string TicketExpired(TimeSpan ago) => $"ticket expired {Seconds(ago)} s ago";

    /// <summary>An authenticator that the session key does not open.</summary>
    public const string AuthenticatorDoesNotOpen = "authenticator does not open with the session key: it was altered, or made under another ticket";

    /// <summary>An authenticator of another version.</summary>
    public const string AuthenticatorVersion = "authenticator has another version than 24";

    /// <summary>An authenticator of another client.</summary>
    public const string AuthenticatorClient = "authenticator is of another client than the ticket";

    /// <summary>An authenticator for another service.</summary>
    public const string AuthenticatorService = "authenticator is for another service than the ticket";

    /// <summary>An authenticator whose time is no time.</summary>
    public const string AuthenticatorTime = "authenticator opens, but its time is no time";

    /// <summary>An authenticator from another time.</summary>
    public static string ClockSkew(TimeSpan ahead) =>
        $"authenticator is {Seconds(ahead.Duration())} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the room's clock; the limit is {ProtocolLimits.ClockSkewSeconds}";

    /// <summary>An authenticator seen before.</summary>
    public const string Replayed = "authenticator was seen before";

    /// <summary>A request before a ticket.</summary>
    public static string NoTicketYet(string packet) => $"{packet} before a ticket";

    /// <summary>A second subscription on one connection.</summary>
    public const string SecondSubscription = "second subscription on one connection";

    /// <summary>A message, or a display name, that the session key does not open.</summary>
    public static string DoesNotOpen(string packet) => $"{packet} does not open with the session key";

    /// <summary>Text that is not UTF-8.</summary>
    public static string NotText(string packet) => $"{packet} opens, but is not UTF-8";

    /// <summary>A display name that does not fit into its field. What else is wrong with one, <see cref="Validator"/> says.</summary>
    public static readonly string DisplayNameSize = $"display name has more than {Validator.MaxTextSize} bytes, or a NUL";

    private static string Seconds(TimeSpan span) => Math.Floor(span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
