using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>The rules of the roles, each in general words, in the order of their checks.</summary>
internal static class RefusalRules
{
    public static readonly RefusalRule Size = new("a size that the request cannot have", static s => s.EndsWith("bytes, which it cannot have", StringComparison.Ordinal));
    public static readonly RefusalRule HeaderVersion = new("another version in the header", static s => s.Contains("in the header; it must be", StringComparison.Ordinal));
    public static readonly RefusalRule HeaderClient = new("header is of another client than the ticket", static s => s.StartsWith("header is of client", StringComparison.Ordinal));
    public static readonly RefusalRule UnknownCode = new("unknown request code", static s => s.StartsWith("unknown request code", StringComparison.Ordinal));
    public static readonly RefusalRule Declaration = new("bytes that its declaration does not allow", static s => s.Contains(" at field ", StringComparison.Ordinal));
    public static readonly RefusalRule ForTheKdc = new("request for the KDC, to a room", static s => s.EndsWith("is for the KDC, not for a room", StringComparison.Ordinal));
    public static readonly RefusalRule ForARoom = new("request for a room, to the KDC", static s => s.EndsWith("is for a room, not for the KDC", StringComparison.Ordinal));

    public static readonly RefusalRule SecondTicket = new(Refusals.SecondTicket);
    public static readonly RefusalRule TicketVersion = new("another version in the ticket", static s => s.Contains("in the ticket; it must be", StringComparison.Ordinal));
    public static readonly RefusalRule TicketService = new("ticket is for another service", static s => s.StartsWith("ticket is for service", StringComparison.Ordinal));
    public static readonly RefusalRule TicketDoesNotOpen = new(Refusals.TicketDoesNotOpen);
    public static readonly RefusalRule TicketUnauthenticated = new(Refusals.TicketUnauthenticated);
    public static readonly RefusalRule TicketTime = new(Refusals.TicketTime);
    public static readonly RefusalRule TicketExpired = new("ticket expired", static s => s.StartsWith("ticket expired", StringComparison.Ordinal));
    public static readonly RefusalRule AuthenticatorDoesNotOpen = new(Refusals.AuthenticatorDoesNotOpen);
    public static readonly RefusalRule AuthenticatorVersion = new(Refusals.AuthenticatorVersion);
    public static readonly RefusalRule AuthenticatorClient = new(Refusals.AuthenticatorClient);
    public static readonly RefusalRule AuthenticatorService = new(Refusals.AuthenticatorService);
    public static readonly RefusalRule AuthenticatorTime = new(Refusals.AuthenticatorTime);
    public static readonly RefusalRule ClockSkew = new(
        $"authenticator is more than {ProtocolLimits.ClockSkewSeconds} s from the room's clock", static s => s.Contains("the room's clock; the limit is", StringComparison.Ordinal));

    public static readonly RefusalRule ClientUnauthenticated = new(Refusals.ClientUnauthenticated);
    public static readonly RefusalRule Replayed = new(Refusals.Replayed);

    public static readonly RefusalRule Banned = new(Refusals.Banned);
    public static readonly RefusalRule TooManyConnections = new("the client has as many connections as it may have", static s => s.EndsWith(" connections to the room already", StringComparison.Ordinal));
    public static readonly RefusalRule RoomFull = new("the room has as many members as it may have", static s => s.EndsWith(" members already", StringComparison.Ordinal));

    public static readonly RefusalRule NoTicketYet = new("request before a ticket", static s => s.EndsWith(" before a ticket", StringComparison.Ordinal));
    public static readonly RefusalRule SecondSubscription = new(Refusals.SecondSubscription);
    public static readonly RefusalRule MessageDoesNotOpen = new(Refusals.DoesNotOpen("message"));
    public static readonly RefusalRule MessageUnauthenticated = new(Refusals.Unauthenticated("message"));
    public static readonly RefusalRule MessageNotText = new(Refusals.NotText("message"));
    public static readonly RefusalRule MessageSize = new("message is longer than the room allows", static s => s.StartsWith("message has ", StringComparison.Ordinal));
    public static readonly RefusalRule Muted = new(Refusals.Muted);
    public static readonly RefusalRule TooManyMessages = new(Refusals.TooManyMessages);
    public static readonly RefusalRule NotAModerator = new(Refusals.NotAModerator);
    public static readonly RefusalRule NotCarriedOut = new("a moderator's command was not carried out", static s => s.StartsWith("a moderator's command was not", StringComparison.Ordinal));
    public static readonly RefusalRule UnverifiedModerator = new(Refusals.UnverifiedModerator);
    public static readonly RefusalRule FalseMark = new(Refusals.FalseMark);
    public static readonly RefusalRule UnverifiedSubscription = new(Refusals.UnverifiedSubscription);
    public static readonly RefusalRule SubscriptionUnauthenticated = new(Refusals.Unauthenticated("subscription"));
    public static readonly RefusalRule DisplayName = new(
        "display name is no name", static s => s == Refusals.DisplayNameSize || s.StartsWith("A name ", StringComparison.Ordinal));

    public static readonly RefusalRule DisplayNameTaken = new("the display name is somebody else's", static s => s.Contains(", who used it first", StringComparison.Ordinal));
    public static readonly RefusalRule TooManyNames = new("the client has as many display names as it may have", static s => s.EndsWith(" display names already", StringComparison.Ordinal));

    public static readonly RefusalRule TooManyLists = new(Refusals.TooManyLists);
    public static readonly RefusalRule TooManyListsUnderWay = new(Refusals.TooManyListsUnderWay);

    public static readonly RefusalRule UnknownClient = new("unknown client", static s => s.StartsWith("unknown client", StringComparison.Ordinal));
    public static readonly RefusalRule UnknownService = new("unknown service", static s => s.StartsWith("unknown service", StringComparison.Ordinal));
    public static readonly RefusalRule ClientDisabled = new("client is disabled", static s => s.StartsWith("client ", StringComparison.Ordinal) && s.EndsWith(" is disabled", StringComparison.Ordinal));
    public static readonly RefusalRule ServiceDisabled = new("service is disabled", static s => s.StartsWith("service ", StringComparison.Ordinal) && s.EndsWith(" is disabled", StringComparison.Ordinal));
    public static readonly RefusalRule ListTooLong = new("the list is longer than a response may be", static s => s.StartsWith("the list has ", StringComparison.Ordinal));
    public static readonly RefusalRule AnswerTooLong = new(
        "the answer is too long for UDP, so ask by TCP", static s => s.EndsWith("so ask by TCP", StringComparison.Ordinal));

    public static readonly RefusalRule Name = new("name is no name", static s => s.StartsWith("A name ", StringComparison.Ordinal));
    public static readonly RefusalRule Password = new("password is no password", static s => s.StartsWith("A password ", StringComparison.Ordinal));
    public static readonly RefusalRule ServiceOverIPv6 = new("a service registers over IPv6", static s => s.Contains(" registers over IPv6", StringComparison.Ordinal));
    public static readonly RefusalRule RegistrationClosed = new(KdcRefusals.RegistrationClosed);
    public static readonly RefusalRule NameTaken = new("the name is registered already", static s => s.EndsWith("is registered already.", StringComparison.Ordinal));

    /// <summary>What a room refuses a good ticket for: no capture shows who is banned, or what the room's limits are.</summary>
    public static IReadOnlyList<RefusalRule> HiddenAtTheDoor { get; } = [Banned, TooManyConnections, RoomFull];

    /// <summary>What a room refuses a message for that is well written.</summary>
    public static IReadOnlyList<RefusalRule> HiddenOfMessages { get; } = [MessageSize, Muted, TooManyMessages, NotAModerator, UnverifiedModerator, NotCarriedOut];

    /// <summary>What a room refuses a subscription for whose display name is a name.</summary>
    public static IReadOnlyList<RefusalRule> HiddenOfNames { get; } = [DisplayNameTaken, TooManyNames];

    /// <summary>What a room refuses to tell who is here for: neither how fast it is asked nor what is under way to all is in a capture of one connection.</summary>
    public static IReadOnlyList<RefusalRule> HiddenOfLists { get; } = [TooManyLists, TooManyListsUnderWay];

    /// <summary>What a room checks of a request, in that order.</summary>
    /// <param name="code">The request's code.</param>
    /// <param name="isVerified">True if the connection is authenticated: then the IV proves the header too, before it is looked at.</param>
    public static IReadOnlyList<RefusalRule> OfRoom(ushort code, bool isVerified = true) =>
    [
        Size, HeaderVersion,
        .. code switch
        {
            SymmetricKeyRequest.Code => (RefusalRule[])
            [
                SecondTicket, TicketVersion, TicketService, HeaderClient, TicketDoesNotOpen, TicketUnauthenticated, TicketTime, TicketExpired, AuthenticatorDoesNotOpen,
                AuthenticatorVersion, AuthenticatorClient, AuthenticatorService, AuthenticatorTime, ClockSkew, ClientUnauthenticated, Replayed, .. HiddenAtTheDoor,
            ],
            ChatMessage.Code => isVerified
                ? [Declaration, NoTicketYet, MessageDoesNotOpen, MessageUnauthenticated, HeaderClient, MessageNotText, .. HiddenOfMessages, FalseMark]
                : [HeaderClient, Declaration, NoTicketYet, MessageDoesNotOpen, MessageNotText, .. HiddenOfMessages],
            SubscribeRequest.Code => isVerified
                ? [Declaration, NoTicketYet, UnverifiedSubscription, SubscriptionUnauthenticated, HeaderClient, SecondSubscription, DisplayName, FalseMark, .. HiddenOfNames]
                : [HeaderClient, Declaration, NoTicketYet, UnverifiedSubscription],
            MembersRequest.Code => [HeaderClient, NoTicketYet, .. HiddenOfLists],
            LeaveRequest.Code => [HeaderClient, NoTicketYet],
            ClientRegistration.Code or ServiceRegistration.Code or ServiceListRequest.Code or TicketRequest.Code => [HeaderClient, ForTheKdc],
            _ => [HeaderClient, UnknownCode],
        },
    ];

    /// <summary>What the KDC checks of a request, in that order.</summary>
    public static IReadOnlyList<RefusalRule> OfKdc(ushort code, bool isDatagram) =>
    [
        Size, HeaderVersion,
        .. code switch
        {
            ClientRegistration.Code => (RefusalRule[])[Name, Password, RegistrationClosed, NameTaken],
            ServiceRegistration.Code => [Name, ServiceOverIPv6, RegistrationClosed, NameTaken],
            ServiceListRequest.Code => isDatagram ? [UnknownClient, ClientDisabled, ListTooLong, AnswerTooLong] : [UnknownClient, ClientDisabled, ListTooLong],
            TicketRequest.Code => [UnknownClient, UnknownService, ClientDisabled, ServiceDisabled],
            SymmetricKeyRequest.Code or ChatMessage.Code or SubscribeRequest.Code or MembersRequest.Code or LeaveRequest.Code => [Declaration, ForARoom],
            _ => [UnknownCode],
        },
    ];
}
