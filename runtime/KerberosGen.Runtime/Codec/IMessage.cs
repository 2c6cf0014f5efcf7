namespace KerberosGen.Codec;

/// <summary>A packet that is the payload behind a header. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The packet's own type.</typeparam>
public interface IMessage<TSelf> : IPacket<TSelf>
    where TSelf : IMessage<TSelf>, allows ref struct
{
    /// <summary>The code in the header that announces this payload.</summary>
    static abstract ushort Code { get; }
}
