using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Laws;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Dispatching;

/// <summary>The generated dispatchers: one method for each packet, and an ordinary answer to everything else.</summary>
public sealed class DispatchTests
{
    private static readonly Gen<ushort> Codes = Gen.OneOf(
        Generators.UInt16,
        Gen.Elements(PacketCatalog.Layout.Packets.Where(p => p.Code is not null).Select(p => p.Code!.Value).ToArray()));

    [Theory, MemberData(nameof(PacketTable.Messages), MemberType = typeof(PacketTable))]
    public void A_packet_reaches_its_own_method_and_packs_to_the_same_bytes(string packet) =>
        PacketTable.FindMessage(packet).Check(new ReachesItsMethod());

    [Fact]
    public void Any_payload_behind_any_request_header_is_answered() =>
        RandomChecks.ForAll(Payloads(PacketGenerators.RequestHeader), sample =>
        {
            RequestHeader header = sample.Header with { Code = sample.Code };
            var seen = new List<string>();
            byte[] answer = new RequestReencoder().Dispatch(seen, in header, sample.Payload);
            IsSensible(PacketCatalog.Layout.Requests!, sample.Code, sample.Payload, Assert.Single(seen), answer, RequestHeader.Size);
        }, samples: 2_000);

    [Fact]
    public void Any_payload_behind_any_response_header_is_answered() =>
        RandomChecks.ForAll(Payloads(PacketGenerators.ResponseHeader), sample =>
        {
            ResponseHeader header = sample.Header with { Code = sample.Code };
            var seen = new List<string>();
            byte[] answer = new ResponseReencoder().Dispatch(seen, in header, sample.Payload);
            IsSensible(PacketCatalog.Layout.Responses!, sample.Code, sample.Payload, Assert.Single(seen), answer, ResponseHeader.Size);
        }, samples: 2_000);

    [Fact]
    public void Any_bytes_in_a_stream_are_answered() =>
        RandomChecks.ForAll(AnyBytesLaw.Noise, bytes =>
        {
            IsAnswered<RequestHeader>(bytes);
            IsAnswered<ResponseHeader>(bytes);
        }, samples: 1_000);

    [Fact]
    public void An_unknown_code_keeps_its_payload_and_survives_a_round_trip()
    {
        Gen<(ushort Code, byte[] Payload)> unknown =
            from code in Generators.UInt16.Where(code => PacketCatalog.Layout.Requests!.FindAll(code).IsEmpty)
            from payload in Generators.BytesUpTo(300)
            select (code, payload);
        RandomChecks.ForAll(unknown, sample =>
        {
            RequestHeader header = new() { Version = 24, Code = sample.Code, PayloadSize = (uint)sample.Payload.Length };
            byte[] frame = [.. header.ToArray(), .. sample.Payload];
            var stream = new ReadOnlySequence<byte>(frame);
            Assert.Equal(FrameStatus.Done, Frame.TryRead(ref stream, 65_536, out RequestHeader read, out ReadOnlySequence<byte> payload));
            var seen = new List<string>();
            Assert.Equal(frame, new RequestReencoder().Dispatch(seen, in read, payload.ToArray()));
            Assert.Equal(["unknown"], seen);
        });
    }

    private static Gen<(THeader Header, ushort Code, byte[] Payload)> Payloads<THeader>(Gen<THeader> headers) =>
        from header in headers
        from code in Codes
        from payload in Generators.BytesUpTo(700)
        select (header, code, payload);

    private static void IsSensible(DirectionLayout direction, ushort code, byte[] payload, string seen, byte[] answer, int headerSize)
    {
        PacketLayout? layout = direction.Find(code, (uint)payload.Length);
        if (seen == "unknown")
            Assert.Null(layout);
        else if (!seen.StartsWith("invalid ", StringComparison.Ordinal))
            Assert.Equal(layout!.Name, seen);
        if (answer.Length > 0)
            Assert.Equal(payload, answer[headerSize..]);
        else
            Assert.StartsWith("invalid ", seen, StringComparison.Ordinal);
    }

    private static void IsAnswered<THeader>(byte[] bytes)
        where THeader : struct, IPacketHeader<THeader>
    {
        var stream = new ReadOnlySequence<byte>(bytes);
        FrameStatus status = Frame.TryRead(ref stream, 65_536, out THeader header, out ReadOnlySequence<byte> payload);
        if (status == FrameStatus.Done)
            Assert.Equal(header.PayloadSize, payload.Length);
        else
            Assert.Equal(bytes.Length, stream.Length);
    }

    private sealed class ReachesItsMethod : IMessageLaw
    {
        public void Check<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message)
            where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
            where TModel : IEquatable<TModel>
            where TPacket : IMessage<TPacket>, allows ref struct =>
            RandomChecks.ForAll(message.Models, model =>
            {
                byte[] payload = message.Pack(model);
                var seen = new List<string>();
                byte[] answer;
                if (message.Layout.Direction == PacketDirection.Request)
                {
                    RequestHeader header = new() { Version = 24, Code = TPacket.Code, PayloadSize = (uint)payload.Length };
                    answer = new RequestReencoder().Dispatch(seen, in header, payload);
                    Assert.Equal([.. header.ToArray(), .. payload], answer);
                }
                else
                {
                    ResponseHeader header = new() { Version = 24, Code = TPacket.Code, PayloadSize = (uint)payload.Length };
                    answer = new ResponseReencoder().Dispatch(seen, in header, payload);
                    Assert.Equal([.. header.ToArray(), .. payload], answer);
                }

                Assert.Equal([message.Name], seen);
            });
    }
}
