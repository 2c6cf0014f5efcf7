namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of a packet says.</summary>
[Union]
public ref partial struct PacketOptionValue
{
    /// <summary>A text.</summary>
    [Case(PacketOptionCode.Comment), Text] public ReadOnlySpan<byte> Comment;

    /// <summary>How it came in or went out.</summary>
    [Case(PacketOptionCode.Flags)] public PacketFlags Flags;

    /// <summary>A number: lost packets before this one, or an identity.</summary>
    [Case(PacketOptionCode.DropCount, PacketOptionCode.PacketId)] public ulong Number;

    /// <summary>The interface's queue.</summary>
    [Case(PacketOptionCode.Queue)] public uint Queue;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
