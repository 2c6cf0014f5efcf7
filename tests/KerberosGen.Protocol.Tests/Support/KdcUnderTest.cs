using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Protocol.Tests;

/// <summary>A KDC in memory, with a clock that the test sets.</summary>
internal sealed class KdcUnderTest
{
    public static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 30, 45, TimeSpan.Zero);

    public KdcUnderTest(KdcOptions? options = null)
    {
        Clock = new FakeTimeProvider(Start);
        Role = new KeyDistributionCenter(Store, options ?? new KdcOptions(), Clock, SystemRandomSource.Instance);
    }

    public KeyDistributionCenter Role { get; }

    public FakeTimeProvider Clock { get; }

    public InMemoryPrincipalStore Store { get; } = new();

    public RecordingKdcObserver Observer { get; } = new();

    public IPEndPoint Peer { get; set; } = new(IPAddress.Parse("192.0.2.7"), 50552);

    public async Task<KdcReply> AskAsync(GivenRequest request)
    {
        var output = new ArrayBufferWriter<byte>();
        Disposition disposition = await Role.AnswerAsync(
            request.Header, request.Payload, new KdcExchange(Peer, output, Observer, CancellationToken.None));
        return new KdcReply(disposition, ReceivedPacket.CutAll(output.WrittenMemory));
    }

    public async Task<PrincipalId> RegisterClientAsync(string name = "alice", string password = "Wonderland-1865")
    {
        KdcReply reply = await AskAsync(GivenRequest.ClientRegistration(System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(password)));
        return new PrincipalId(reply.Answer(1600).Payload);
    }

    public async Task<(PrincipalId Id, byte[] Key)> RegisterServiceAsync(string name = "Printer 10")
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        KdcReply reply = await AskAsync(GivenRequest.ServiceRegistration(System.Text.Encoding.UTF8.GetBytes(name), key));
        return (new PrincipalId(reply.Answer(1600).Payload), key);
    }
}

/// <summary>What the KDC answered to one request.</summary>
internal sealed record KdcReply(Disposition Disposition, IReadOnlyList<ReceivedPacket> Packets)
{
    /// <summary>The one answer, which must have this code.</summary>
    public ReceivedPacket Answer(ushort code)
    {
        ReceivedPacket packet = Assert.Single(Packets);
        Assert.Equal(code, packet.Code);
        return packet;
    }
}
