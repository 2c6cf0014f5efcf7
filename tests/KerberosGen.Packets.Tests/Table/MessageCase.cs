using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Table;

/// <summary>A packet that travels behind a header.</summary>
public interface IMessageCase
{
    string Name { get; }

    void Check(IMessageLaw law);
}

/// <summary>Something that holds for every packet with its header in front.</summary>
public interface IMessageLaw
{
    void Check<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where TModel : IEquatable<TModel>
        where TPacket : IMessage<TPacket>, allows ref struct;
}

public sealed class MessageCase<THeader, TModel, TPacket>(PacketLayout layout, PacketShape shape)
    : PacketCase<TModel, TPacket>(layout, shape), IMessageCase
    where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
    where TModel : IEquatable<TModel>
    where TPacket : IMessage<TPacket>, allows ref struct
{
    public void Check(IMessageLaw law) => law.Check(this);
}
