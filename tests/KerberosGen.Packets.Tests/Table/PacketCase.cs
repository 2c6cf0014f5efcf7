using System.Buffers;
using FsCheck;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Table;

public delegate TPacket View<in TModel, TPacket>(TModel model)
    where TPacket : allows ref struct;

public delegate TModel Copy<TPacket, out TModel>(scoped in TPacket packet)
    where TPacket : allows ref struct;

public delegate UnpackResult SequenceUnpack<TPacket>(
    in ReadOnlySequence<byte> source, Span<byte> scratch, out TPacket packet)
    where TPacket : allows ref struct;

public delegate TModel ReferenceUnpack<out TModel>(ReadOnlySpan<byte> bytes);

/// <summary>How a packet's size follows from its content: what the answers to a cut packet follow from.</summary>
public enum PacketShape
{
    Fixed,
    Measured,
    Listed,
}

/// <summary>One row of <see cref="PacketTable"/>: a packet, whatever its type.</summary>
public abstract class PacketCase(PacketLayout layout)
{
    public PacketLayout Layout { get; } = layout;

    public string Name => Layout.Name;

    public abstract void Check(IPacketLaw law);
}

/// <summary>Something that holds for every packet.</summary>
public interface IPacketLaw
{
    void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct;
}

/// <summary>A packet with an owned model of it, random models, and a second implementation of its layout.</summary>
public class PacketCase<TModel, TPacket>(PacketLayout layout, PacketShape shape) : PacketCase(layout)
    where TModel : IEquatable<TModel>
    where TPacket : IPacket<TPacket>, allows ref struct
{
    public PacketShape Shape { get; } = shape;

    public required Gen<TModel> Models { get; init; }

    public required View<TModel, TPacket> View { get; init; }

    public required Copy<TPacket, TModel> Copy { get; init; }

    public required SequenceUnpack<TPacket> UnpackSequence { get; init; }

    public required Func<TModel, byte[]> ReferencePack { get; init; }

    public required ReferenceUnpack<TModel> ReferenceUnpack { get; init; }

    /// <summary>The default value, which is handed out with every answer but 'done'.</summary>
    public TModel Nothing => Copy(default(TPacket)!);

    public required Func<TModel, string> Print { get; init; }

    public override void Check(IPacketLaw law) => law.Check(this);

    public byte[] Pack(TModel model)
    {
        TPacket packet = View(model);
        byte[] packed = new byte[packet.PackedSize];
        Assert.True(packet.TryPack(packed, out int written));
        Assert.Equal(packed.Length, written);
        return packed;
    }

    /// <summary>What the beginning of a packet must be answered, worked out from the shape alone.</summary>
    public UnpackResult AnswerTo(ReadOnlySpan<byte> prefix, int packedSize)
    {
        switch (Shape)
        {
            case PacketShape.Listed when prefix.Length % EntrySize == 0:
                return UnpackResult.Done(prefix.Length);
            case PacketShape.Listed:
                return UnpackResult.NeedMoreData(EntrySize - (prefix.Length % EntrySize));
            case PacketShape.Measured when prefix.Length < Layout.MinSize:
                return UnpackResult.NeedMoreData(Layout.MinSize - prefix.Length);
            default:
                return prefix.Length < packedSize
                    ? UnpackResult.NeedMoreData(packedSize - prefix.Length)
                    : UnpackResult.Done(packedSize);
        }
    }

    private int EntrySize => Layout.Fields[^1].Type.Entry!.Size!.Value;
}
