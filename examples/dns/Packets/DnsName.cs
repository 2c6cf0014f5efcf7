using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>A domain name: labels down to the empty one of the root, or to a pointer: RFC 1035, sections 3.1 and 4.1.4.</summary>
[Packet, BigEndian]
public ref partial struct DnsName
{
    /// <summary>The labels, the last of which is the root's or a pointer.</summary>
    [Until(nameof(Label.Kind), LabelKind.Pointer), Until(nameof(Label.Length), 0)]
    public PacketSequence<Label> Labels;
}
