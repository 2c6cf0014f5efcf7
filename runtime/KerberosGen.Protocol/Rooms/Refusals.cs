using System.Globalization;
using KerberosGen.Codec;
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

    /// <summary>A ticket that opens, and whose IV does not prove it.</summary>
    public const string TicketUnauthenticated =
        "ticket is not authenticated: it was altered, or its KDC makes no synthetic IVs; --accept-unauthenticated-tickets would admit it";

    /// <summary>A ticket or an authenticator that is not authenticated, where clients must be.</summary>
    public const string ClientUnauthenticated =
        "client is not authenticated: it makes no synthetic IVs; without --require-authenticated-clients it would be admitted, unverified";

    /// <summary>A message or subscription, on an authenticated connection, that is not authenticated.</summary>
    public static string Unauthenticated(string packet) =>
        $"{packet} is not authenticated: it was altered, made by somebody else, or is not the next one of this connection";

    /// <summary>A message or a display name that begins as the room's own mark does.</summary>
    public const string FalseMark = "text begins with '(unverified) ', which only the room may put in front of what is said";

    /// <summary>A subscription of a client that is not authenticated.</summary>
    public const string UnverifiedSubscription = "subscription of a client that is not authenticated: it may speak, but is told nothing";

    /// <summary>A moderator's command from a client that is not authenticated: its id may be another's.</summary>
    public const string UnverifiedModerator = "a command of a moderator, from a client that is not authenticated";

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

    /// <summary>A request before a ticket, or after one that was refused.</summary>
    public static string NoTicketYet(RoomCommandKind wanted) => (wanted switch
    {
        RoomCommandKind.Say => "message",
        RoomCommandKind.Subscribe => "subscription",
        RoomCommandKind.ListMembers => "question who is here",
        _ => "leave",
    }) + " before a ticket";

    /// <summary>A second subscription on one connection.</summary>
    public const string SecondSubscription = "second subscription on one connection";

    /// <summary>A message, or a display name, that the session key does not open.</summary>
    public static string DoesNotOpen(string packet) => $"{packet} does not open with the session key";

    /// <summary>Text that is not UTF-8.</summary>
    public static string NotText(string packet) => $"{packet} opens, but is not UTF-8";

    /// <summary>A display name that does not fit into its field. What else is wrong with one, <see cref="Validator"/> says.</summary>
    public static readonly string DisplayNameSize = $"display name has more than {Validator.MaxTextSize} bytes, or a NUL";

    /// <summary>A client id that was banned.</summary>
    public const string Banned = "the client is banned";

    /// <summary>A client id that was muted.</summary>
    public const string Muted = "the client is muted";

    /// <summary>A room with as many members as it may have.</summary>
    public static string RoomFull(int limit) => string.Create(CultureInfo.InvariantCulture, $"the room has {limit} members already");

    /// <summary>A client id with as many connections as it may have.</summary>
    public static string TooManyConnections(int limit) => string.Create(CultureInfo.InvariantCulture, $"the client has {limit} connections to the room already");

    /// <summary>A display name of somebody else's.</summary>
    public static string NameTaken(PrincipalName name, PrincipalId owner) => $"display name {DisplayText.Quote(name.Utf8)} belongs to client {owner}, who used it first";

    /// <summary>A client id with as many display names as it may have.</summary>
    public static string TooManyNames(int limit) => string.Create(CultureInfo.InvariantCulture, $"the client has {limit} display names already");

    /// <summary>A message that is too long.</summary>
    public static string MessageSize(int size, int limit) => string.Create(CultureInfo.InvariantCulture, $"message has {size} bytes; the limit is {limit}");

    /// <summary>A message too soon after others.</summary>
    public const string TooManyMessages = "messages come faster than the client may send them";

    /// <summary>A moderator's command from somebody who is none.</summary>
    public const string NotAModerator = "a command of a moderator, from a client that is none";

    /// <summary>A moderator's command that makes no sense, or could not be carried out.</summary>
    /// <param name="words">Why, as the moderator is told.</param>
    public static string NotCarriedOut(string words) => $"a moderator's command was not carried out: {words}";

    /// <summary>A list of members too soon after others.</summary>
    public const string TooManyLists = "lists of members are asked for faster than the connection may have them";

    /// <summary>A list of members while too many are under way.</summary>
    public const string TooManyListsUnderWay = "too many bytes of lists of members are under way";

    private static string Seconds(TimeSpan span) => Math.Floor(span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
