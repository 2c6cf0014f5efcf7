using System.Buffers;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets.Tests.Laws;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Allocation;

/// <summary>No path that a packet takes allocates: not packing, not unpacking, not framing.</summary>
public sealed class CodecAllocationTests
{
    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void Packing_and_unpacking_allocate_nothing(string packet) => PacketTable.Find(packet).Check(new CodecIsFree());

    [Theory, MemberData(nameof(PacketTable.Messages), MemberType = typeof(PacketTable))]
    public void Framing_allocates_nothing(string packet) => PacketTable.FindMessage(packet).Check(new FramingIsFree());

    [Fact]
    public void The_counter_sees_an_allocation() => Assert.True(Allocated.By(() => GC.KeepAlive(new byte[1])) > 0);

    private sealed class CodecIsFree : IPacketLaw
    {
        public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
            where TModel : IEquatable<TModel>
            where TPacket : IPacket<TPacket>, allows ref struct
        {
            TModel model = packet.Models.Sample(10, 50)[^1];
            byte[] buffer = packet.Pack(model);
            byte[] scratch = new byte[buffer.Length];
            ReadOnlySequence<byte> segments = Segments.Cut(buffer, buffer.Length / 3, buffer.Length / 2);
            int done = 0;
            long allocated = Allocated.By(() =>
            {
                TPacket value = packet.View(model);
                done += value.TryPack(buffer, out _) ? 1 : 0;
                done += TPacket.Unpack(buffer, out TPacket read).IsDone ? 1 : 0;
                done += packet.UnpackSequence(in segments, scratch, out TPacket joined).IsDone ? 1 : 0;
                done += TPacket.Unpack(buffer.AsSpan(0, buffer.Length / 2), out read).Consumed;
            });
            Assert.Equal(0, allocated);
            Assert.True(done > 0);
        }
    }

    private sealed class FramingIsFree : IMessageLaw
    {
        public void Check<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message)
            where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
            where TModel : IEquatable<TModel>
            where TPacket : IMessage<TPacket>, allows ref struct
        {
            TModel model = message.Models.Sample(10, 50)[^1];
            byte[] buffer = new byte[THeader.Size + message.Pack(model).Length];
            var output = new ArrayBufferWriter<byte>(buffer.Length);
            int done = 0;
            long allocated = Allocated.By(() =>
            {
                TPacket value = message.View(model);
                output.ResetWrittenCount();
                Frame.Write(output, default(THeader), in value);
                Frame.Write(buffer, default(THeader), in value);
                var stream = new ReadOnlySequence<byte>(buffer);
                FrameStatus status = Frame.TryRead(ref stream, uint.MaxValue, out THeader header, out ReadOnlySequence<byte> payload);
                done += status == FrameStatus.Done && TPacket.Unpack(payload.FirstSpan, out TPacket _).IsDone ? 1 : 0;
            });
            Assert.Equal(0, allocated);
            Assert.True(done > 0);
        }
    }
}
