namespace KerberosGen.Testing;

/// <summary>A law does not hold for a packet. The message shows the smallest value found for which it does not.</summary>
public sealed class PacketLawException : Exception
{
    internal PacketLawException(PacketLaw law, string packet, string message, Exception? cause)
        : base(message, cause)
    {
        Law = law;
        Packet = packet;
    }

    /// <summary>The law.</summary>
    public PacketLaw Law { get; }

    /// <summary>The packet's name.</summary>
    public string Packet { get; }

    /// <summary>The smallest model found, or null if the law is about bytes.</summary>
    public PacketModel? Model { get; internal init; }

    /// <summary>The smallest bytes found.</summary>
    public byte[] Bytes { get; internal init; } = [];
}
