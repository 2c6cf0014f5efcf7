using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>
/// The layout table says what the code does: its leaves cover the packet without gaps, and altering a byte of one leaf
/// changes that field alone.
/// </summary>
public sealed class LayoutLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        Assert.Same(TPacket.Layout, packet.Layout);
        LeavesCoverThePacket(packet.Layout);
        Assert.Equal(packet.Layout.MinSize, packet.Pack(packet.Nothing).Length);
        RandomChecks.ForAll(packet.Models, model => EachLeafIsWhereItsOffsetSays(packet, model), samples: 20);
    }

    private static void LeavesCoverThePacket(PacketLayout layout)
    {
        int expected = 0;
        foreach (PacketLayout.Leaf leaf in layout.Leaves)
        {
            Assert.Equal(expected, leaf.Offset);
            expected += leaf.Field.Type.Size ?? 0;
        }

        Assert.Equal(layout.MinSize, expected);
        bool isFixed = layout.Leaves.All(leaf => leaf.Field.Type.Size is not null);
        Assert.Equal(isFixed ? expected : null, layout.Size);
    }

    private static void EachLeafIsWhereItsOffsetSays<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        byte[] packed = packet.Pack(model);
        Dictionary<string, string> before = LeafReader.Read(packet.Layout, model);
        foreach (PacketLayout.Leaf leaf in packet.Layout.Leaves)
        {
            int start = leaf.Offset!.Value;
            int size = leaf.Field.Type.Size ?? packed.Length - start;
            if (leaf.Field.Role == FieldRole.Length)
            {
                Assert.Equal(packed.Length - packet.Layout.MinSize, ReadLittleEndian(packed.AsSpan(start, size)));
                continue;
            }

            foreach (int at in new[] { start, start + (size / 2), start + size - 1 }.Where(at => at >= start && size > 0))
            {
                byte[] altered = [.. packed];
                altered[at] ^= 0x41;
                Assert.Equal(UnpackResult.Done(altered.Length), TPacket.Unpack(altered, out TPacket unpacked));
                Dictionary<string, string> after = LeafReader.Read(packet.Layout, packet.Copy(in unpacked));
                Assert.Equal([leaf.Path], before.Keys.Where(path => before[path] != after[path]));
            }
        }
    }

    private static long ReadLittleEndian(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
