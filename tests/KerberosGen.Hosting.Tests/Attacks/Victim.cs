using System.Buffers;
using KerberosGen.Hosting.Tests.SeedPeers;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>An honest client whose bytes the attacker holds before the room does.</summary>
/// <param name="Ticket">What it comes with. The attacker does not have its key, unless the test says so.</param>
/// <param name="Enter">The bytes of a new 1028: a connection begins.</param>
/// <param name="Say">The bytes of the connection's next 1029, for a text with the name in front.</param>
internal sealed record Victim(SessionTicket Ticket, Func<byte[]> Enter, Func<string, byte[]> Say)
{
    /// <summary>The original program's client, or ours.</summary>
    public static Victim Of(Rules rules, PrincipalId id, string name, SessionTicket ticket)
    {
        if (rules == Rules.OfTheSeed)
        {
            var seed = new SeedClient(new SeedLayout(ticket.Layout == WireLayout.Original), name, "");
            seed.Take(id.Bytes.ToArray(), ticket.ServiceId.Bytes.ToArray(), ticket.SessionKey.Bytes.ToArray(), ticket.Ticket.ToArray());
            return new Victim(ticket, seed.TicketRequest, seed.Message);
        }

        ClientSession session = NewSession(id, ticket);
        return new Victim(
            ticket,
            () =>
            {
                session = NewSession(id, ticket);
                return Bytes(session.WriteTicket);
            },
            text => Bytes(output => session.WriteMessage(output, text)));
    }

    /// <summary>What a session writes.</summary>
    public static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    public static ClientSession NewSession(PrincipalId id, SessionTicket ticket) => new(id, ticket, TimeProvider.System, TimeZoneInfo.Utc);
}
