using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Clients;

/// <summary>Whatever a KDC answers, a client does not throw: it has a ticket, or a sentence.</summary>
public sealed class TicketExchangeNoiseTests
{
    private static readonly ushort[] s_codes = [1600, 1601, 1602, 1603, 1604, 1609, 1704, 0, 65535];
    private static readonly int[] s_sizes = [0, 7, 16, 216, 217, 218, 256, 257, 258];

    [Property(MaxTest = 1000)]
    public void Any_bytes_are_refused_with_a_sentence(byte code, byte size, byte version, byte[] noise)
    {
        byte[] payload = [.. Enumerable.Range(0, s_sizes[size % s_sizes.Length]).Select(i => noise.Length == 0 ? (byte)0 : noise[i % noise.Length])];
        var header = new ResponseHeader
        {
            Version = version % 2 == 0 ? (byte)24 : version,
            Code = s_codes[code % s_codes.Length],
            PayloadSize = (uint)payload.Length,
        };
        var identity = new ClientIdentity(new PrincipalName("alice"), RoomUnderTest.NewId(), KeyMaterial.FromPassword("pw"u8));
        var exchange = new TicketExchange(identity, RoomUnderTest.NewId(), SystemRandomSource.Instance);

        Assert.False(exchange.TryAccept(in header, payload, out SessionTicket? ticket, out string? problem));

        Assert.Null(ticket);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void A_good_answer_with_bytes_altered_gives_a_ticket_or_a_sentence((ushort At, byte Value)[] changes, bool isOriginal)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = isOriginal ? WireLayout.Original : WireLayout.Documented, TimeZone = Zones.Berlin });
        PrincipalId client = kdc.RegisterClientAsync().GetAwaiter().GetResult();
        (PrincipalId service, _) = kdc.RegisterServiceAsync().GetAwaiter().GetResult();
        var identity = new ClientIdentity(new PrincipalName("alice"), client, KeyMaterial.FromPassword("Wonderland-1865"u8));
        var exchange = new TicketExchange(identity, service, SystemRandomSource.Instance);
        ReceivedPacket answer = kdc.AskAsync(GivenRequest.WrittenBy(exchange.WriteRequest)).GetAwaiter().GetResult().Answer(1603);
        byte[] good = [.. answer.Payload];
        foreach ((ushort at, byte value) in changes)
            answer.Payload[at % answer.Payload.Length] = value;

        bool accepted = exchange.TryAccept(answer.Header, answer.Payload, out SessionTicket? ticket, out string? problem);

        Assert.Equal(accepted, ticket is not null);
        Assert.Equal(accepted, problem is null);
        // What names the client, the nonce and the service cannot have been altered in what was accepted.
        int ticketAt = isOriginal ? 96 : 80;
        Assert.True(!accepted || answer.Payload.AsSpan(0, 48).SequenceEqual(good.AsSpan(0, 48)));
        Assert.True(!accepted || answer.Payload.AsSpan(ticketAt + 1, 32).SequenceEqual(good.AsSpan(ticketAt + 1, 32)));
    }
}
