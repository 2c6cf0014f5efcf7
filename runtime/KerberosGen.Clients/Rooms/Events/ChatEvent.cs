using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>What a <see cref="ChatClient"/> has to tell: what happened in the room, and what became of the connection. Texts are as they came: pass them through <c>DisplayText</c> before a person sees them.</summary>
/// <param name="Time">When: by the room's clock where the room tells it, else by ours.</param>
public abstract record ChatEvent(DateTimeOffset Time);

/// <summary>An event in the room's order (1606).</summary>
/// <param name="Sequence">Its number in the room, from 1 without gaps; 0 for a notice to this client alone.</param>
/// <param name="Time">When, by the room's clock.</param>
/// <param name="ClientId">Who caused it; sixteen zero bytes for the room itself.</param>
public abstract record RoomHappening(ulong Sequence, DateTimeOffset Time, PrincipalId ClientId) : ChatEvent(Time)
{
    /// <summary>
    /// False if the room could not verify who caused it (<see cref="UnverifiedMark"/>, which is taken off the text): then
    /// <see cref="ClientId"/> is only what the sender says. Only messages may be unverified.
    /// </summary>
    public bool IsVerified { get; init; } = true;

    internal static RoomHappening From(RoomEventRecord happened)
    {
        string text = Encoding.UTF8.GetString(happened.Content.Span);
        switch (happened.Kind)
        {
            case EventKind.Joined:
                return new MemberJoined(happened.Sequence, happened.Time, happened.ClientId, text);
            case EventKind.Left:
                return new MemberLeft(happened.Sequence, happened.Time, happened.ClientId, text);
            case EventKind.Notice:
                return new RoomNotice(happened.Sequence, happened.Time, happened.ClientId, text);
            default:
                bool isVerified = !text.StartsWith(UnverifiedMark.Text, StringComparison.Ordinal);
                if (!isVerified)
                    text = text[UnverifiedMark.Text.Length..];
                int colon = text.IndexOf(": ", StringComparison.Ordinal);
                return new MessageReceived(happened.Sequence, happened.Time, happened.ClientId, colon < 0 ? "" : text[..colon], colon < 0 ? text : text[(colon + 2)..])
                {
                    IsVerified = isVerified,
                };
        }
    }
}

/// <summary>Somebody said something.</summary>
/// <param name="Sequence">Its number in the room.</param>
/// <param name="Time">When, by the room's clock.</param>
/// <param name="ClientId">Who sent it.</param>
/// <param name="Sender">The name that the message claims, in front of its first <c>": "</c>; empty if there is none.</param>
/// <param name="Text">What was said, without the name.</param>
public sealed record MessageReceived(ulong Sequence, DateTimeOffset Time, PrincipalId ClientId, string Sender, string Text) : RoomHappening(Sequence, Time, ClientId);

/// <summary>Somebody came.</summary>
/// <param name="Sequence">Its number in the room.</param>
/// <param name="Time">When, by the room's clock.</param>
/// <param name="ClientId">Who.</param>
/// <param name="Name">The display name.</param>
public sealed record MemberJoined(ulong Sequence, DateTimeOffset Time, PrincipalId ClientId, string Name) : RoomHappening(Sequence, Time, ClientId);

/// <summary>Somebody went.</summary>
/// <param name="Sequence">Its number in the room.</param>
/// <param name="Time">When, by the room's clock.</param>
/// <param name="ClientId">Who.</param>
/// <param name="Name">The display name.</param>
public sealed record MemberLeft(ulong Sequence, DateTimeOffset Time, PrincipalId ClientId, string Name) : RoomHappening(Sequence, Time, ClientId);

/// <summary>The room itself has something to say.</summary>
/// <param name="Sequence">Its number in the room; 0 if it is for this client alone.</param>
/// <param name="Time">When, by the room's clock.</param>
/// <param name="ClientId">Sixteen zero bytes, or whom it is about.</param>
/// <param name="Text">What it says.</param>
public sealed record RoomNotice(ulong Sequence, DateTimeOffset Time, PrincipalId ClientId, string Text) : RoomHappening(Sequence, Time, ClientId);

/// <summary>Events happened that nobody can tell any more: the connection was away for longer than the room holds them.</summary>
/// <param name="Time">When that was found out, by our clock.</param>
/// <param name="Count">How many.</param>
public sealed record EventsMissed(DateTimeOffset Time, ulong Count) : ChatEvent(Time);

/// <summary>The connection has ended and is made again; told again for each attempt that fails, until <see cref="ConnectionRestored"/>.</summary>
/// <param name="Time">When, by our clock.</param>
/// <param name="Reason">Why, or why the last attempt failed, in one sentence. What a room said may be part of it: pass it through <c>DisplayText</c>.</param>
/// <param name="NextTry">How long until the next attempt.</param>
public sealed record ConnectionLost(DateTimeOffset Time, string Reason, TimeSpan NextTry) : ChatEvent(Time);

/// <summary>The connection stands again; what was missed follows, without gaps or repeats.</summary>
/// <param name="Time">When, by our clock.</param>
public sealed record ConnectionRestored(DateTimeOffset Time) : ChatEvent(Time);
