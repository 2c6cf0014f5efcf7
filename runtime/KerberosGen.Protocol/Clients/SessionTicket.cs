using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A ticket as its client holds it: the session key, and the ticket that takes that key to the service.</summary>
public sealed class SessionTicket : IDisposable
{
    /// <summary>How far the time in an authenticator may run ahead of the clock: 60 s.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();

    /// <summary>Keeps what a 1603 brought, or what a file kept of one.</summary>
    /// <param name="serviceId">The service it is for.</param>
    /// <param name="sessionKey">The key that client and service share; disposed with this.</param>
    /// <param name="encryptedKeyIv">The IV that the key came under.</param>
    /// <param name="ticket">The ticket as it came: 137 bytes in the documented layout, 161 in the original one.</param>
    /// <exception cref="ArgumentException">The ticket has another size.</exception>
    public SessionTicket(PrincipalId serviceId, KeyMaterial sessionKey, Iv encryptedKeyIv, ReadOnlyMemory<byte> ticket)
    {
        Layout = LayoutOf(ticket.Length) ?? throw new ArgumentException($"A ticket is {Packets.Ticket.Size} or {OriginalTicket.Size} bytes, not {ticket.Length}.", nameof(ticket));
        ServiceId = serviceId;
        SessionKey = sessionKey;
        EncryptedKeyIv = encryptedKeyIv;
        Ticket = ticket;
    }

    /// <summary>The service it is for.</summary>
    public PrincipalId ServiceId { get; }

    /// <summary>The key that client and service share.</summary>
    public KeyMaterial SessionKey { get; }

    /// <summary>The IV that the key came under.</summary>
    public Iv EncryptedKeyIv { get; }

    /// <summary>The ticket as it came.</summary>
    public ReadOnlyMemory<byte> Ticket { get; }

    /// <summary>The layout that the ticket's size gives away, for the authenticator beside it too.</summary>
    public WireLayout Layout { get; }

    /// <summary>The client that it was made for, which it says in the clear.</summary>
    public PrincipalId ClientId
    {
        get
        {
            if (Layout == WireLayout.Documented)
            {
                Packets.Ticket.Unpack(Ticket.Span, out Ticket ticket);
                return ticket.ClientId;
            }

            OriginalTicket.Unpack(Ticket.Span, out OriginalTicket original);
            return original.ClientId;
        }
    }

    /// <summary>When it was made, if the ticket says so in the clear (documented layout).</summary>
    public DateTimeOffset? CreatedAt
    {
        get
        {
            if (Layout != WireLayout.Documented || !Packets.Ticket.Unpack(Ticket.Span, out Ticket ticket).IsDone)
                return null;
            bool isTime = ticket.CreatedAt >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && ticket.CreatedAt <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
            return isTime ? DateTimeOffset.FromUnixTimeSeconds(ticket.CreatedAt) : null;
        }
    }

    /// <summary>True if the answer that brought it was authenticated. Whoever keeps the ticket keeps this with it.</summary>
    public bool IsAuthenticated { get; set; }

    /// <summary>
    /// The time in the last authenticator that was made with the ticket, in whole seconds: two of one time would be the same
    /// bytes, and the second a replay. Whoever keeps the ticket keeps this with it.
    /// </summary>
    public DateTimeOffset LastAuthenticator { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Takes the time for a new authenticator: the later of now and one second after the last. Use it from any number of threads.</summary>
    /// <param name="now">The clock.</param>
    /// <param name="time">The time, in whole seconds.</param>
    /// <returns>False if that would run more than <see cref="MaxAhead"/> ahead: a fresh ticket is needed.</returns>
    public bool TryTakeAuthenticatorTime(DateTimeOffset now, out DateTimeOffset time)
    {
        lock (_gate)
        {
            time = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
            if (LastAuthenticator >= time)
                time = LastAuthenticator + TimeSpan.FromSeconds(1);
            if (time - now > MaxAhead)
                return false;
            LastAuthenticator = time;
            return true;
        }
    }

    /// <summary>The layout of a ticket of this many bytes; null if no ticket has that size.</summary>
    public static WireLayout? LayoutOf(int ticketSize) => ticketSize switch
    {
        Packets.Ticket.Size => WireLayout.Documented,
        OriginalTicket.Size => WireLayout.Original,
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose() => SessionKey.Dispose();
}
