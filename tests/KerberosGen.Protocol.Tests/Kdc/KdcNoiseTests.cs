using System.Net;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>Whatever arrives, the KDC does not throw and gives one well-formed answer.</summary>
public sealed class KdcNoiseTests
{
    private static readonly ushort[] s_answers = [1600, 1601, 1602, 1603, 1609];
    private static readonly int[] s_sizes = [0, 16, 20, 23, 24, 25, 26, 265, 287, 289, 510];

    [Property(MaxTest = 500)]
    public void Any_bytes_behind_any_header_get_one_answer(ushort code, byte version, byte[] id, byte[] payload) =>
        AssertOneAnswer(new KdcUnderTest(), GivenRequest.Of(code, IdOf(id), payload, version));

    [Property(MaxTest = 1000)]
    public void Any_bytes_behind_a_known_header_get_one_answer(byte code, byte[] id, byte[] noise, byte size) =>
        AssertOneAnswer(
            new KdcUnderTest(), GivenRequest.Of((ushort)(1024 + (code % 9)), IdOf(id), Repeated(noise, s_sizes[size % s_sizes.Length])));

    [Property(MaxTest = 500)]
    public void A_good_request_with_bytes_altered_gets_one_answer(byte which, (ushort At, byte Value)[] changes, bool isOriginal)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = isOriginal ? WireLayout.Original : WireLayout.Documented, TimeZone = Zones.Berlin });
        PrincipalId client = kdc.RegisterClientAsync().GetAwaiter().GetResult();
        (PrincipalId service, _) = kdc.RegisterServiceAsync().GetAwaiter().GetResult();
        AssertOneAnswer(kdc, Altered(GoodRequest(which, client, service), changes));
    }

    [Property(MaxTest = 500)]
    public void Noise_to_a_KDC_that_is_closed_or_has_disabled_principals_gets_one_answer_and_none_that_it_may_not_give(
        bool isOpen, bool isClientDisabled, bool isServiceDisabled, byte which, (ushort At, byte Value)[] changes)
    {
        var kdc = new KdcUnderTest(new KdcOptions { IsRegistrationOpen = isOpen });
        PrincipalId client = new([.. Enumerable.Range(1, PrincipalId.Size).Select(static i => (byte)i)]);
        PrincipalId service = new([.. Enumerable.Range(101, PrincipalId.Size).Select(static i => (byte)i)]);
        Assert.True(kdc.Store.TryAddAsync(
            new ClientPrincipal(client, NameOf("ann"u8), KeyMaterial.FromPassword("pw"u8), KdcUnderTest.Start, isClientDisabled), default).AsTask().GetAwaiter().GetResult());
        Assert.True(kdc.Store.TryAddAsync(
            new ServicePrincipal(service, NameOf("Printer 10"u8), new KeyMaterial(new byte[AesKey.Size]), new IPEndPoint(IPAddress.Loopback, 1), isServiceDisabled), default)
            .AsTask().GetAwaiter().GetResult());
        GivenRequest noise = Altered(GoodRequest(which, client, service), changes);
        ReceivedPacket answer = AssertOneAnswer(kdc, noise);
        Assert.True(isOpen || answer.Code != 1600);
        Assert.True(!isClientDisabled || answer.Code is not (1602 or 1603));
        Assert.True(!isServiceDisabled || answer.Code != 1603);
        if (answer.Code == 1602)
            Assert.Equal(isServiceDisabled ? 0 : 277, answer.Payload.Length);
    }

    private static ReceivedPacket AssertOneAnswer(KdcUnderTest kdc, GivenRequest request)
    {
        kdc.Observer.Refusals.Clear();
        kdc.Observer.Told.Clear();
        KdcReply reply = kdc.AskAsync(request).GetAwaiter().GetResult();
        ReceivedPacket answer = Assert.Single(reply.Packets);
        Assert.Contains(answer.Code, s_answers);
        bool isRefusal = answer.Code is 1601 or 1609;
        Assert.Equal(isRefusal ? 1 : 0, kdc.Observer.Refusals.Count);
        Assert.Equal(isRefusal ? 0 : 1, kdc.Observer.Told.Count);
        if (request.Header.Version != 24)
            Assert.Equal((1609, Disposition.Close), (answer.Code, reply.Disposition));
        if (reply.Disposition == Disposition.Close)
            Assert.Equal(1609, answer.Code);
        return answer;
    }

    private static GivenRequest GoodRequest(byte which, PrincipalId client, PrincipalId service) => (which % 4) switch
    {
        0 => GivenRequest.ClientRegistration("bob"u8, "pw"u8),
        1 => GivenRequest.ServiceRegistration("Printer 20"u8, new byte[32]),
        2 => GivenRequest.ServiceList(client),
        _ => GivenRequest.Ticket(client, service, "12345678"u8),
    };

    private static PrincipalName NameOf(ReadOnlySpan<byte> text)
    {
        Assert.True(PrincipalName.TryCreate(text, out PrincipalName name));
        return name;
    }

    private static GivenRequest Altered(GivenRequest good, (ushort At, byte Value)[] changes)
    {
        byte[] payload = [.. good.Payload];
        RequestHeader header = good.Header;
        foreach ((ushort at, byte value) in changes)
        {
            // The header's own bytes come behind the payload's: now and then one of them is hit.
            int place = at % (payload.Length + RequestHeader.Size);
            if (place < payload.Length)
            {
                payload[place] = value;
                continue;
            }

            byte[] packed = new byte[RequestHeader.Size];
            header.Pack(packed);
            packed[place - payload.Length] = value;
            RequestHeader.Unpack(packed, out header);
        }

        return new GivenRequest(header, payload);
    }

    private static PrincipalId IdOf(byte[] bytes) => new(Repeated(bytes, PrincipalId.Size));

    private static byte[] Repeated(byte[] noise, int size) =>
        [.. Enumerable.Range(0, size).Select(i => noise.Length == 0 ? (byte)0 : noise[i % noise.Length])];
}
