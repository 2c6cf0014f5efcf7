using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>A question or its answer: RFC 1035, section 4.1.</summary>
[Packet, BigEndian]
public ref partial struct DnsMessage
{
    /// <summary>ID: chosen by the asker, repeated in the answer.</summary>
    public ushort Id;

    /// <summary>QR: an answer.</summary>
    [Bits(1)] public bool IsResponse;

    /// <summary>What is asked for.</summary>
    [Bits(4)] public Opcode Opcode;

    /// <summary>AA: the server owns the name.</summary>
    [Bits(1)] public bool IsAuthoritative;

    /// <summary>TC: cut, ask again over TCP.</summary>
    [Bits(1)] public bool IsTruncated;

    /// <summary>RD: ask others on my behalf.</summary>
    [Bits(1)] public bool RecursionDesired;

    /// <summary>RA: the server asks others.</summary>
    [Bits(1)] public bool RecursionAvailable;

    /// <summary>Z: zero, of no use yet.</summary>
    [Bits(1), Constant(0)] public byte Reserved;

    /// <summary>AD: verified by DNSSEC (RFC 4035, section 3.2.3).</summary>
    [Bits(1)] public bool IsAuthentic;

    /// <summary>CD: the asker verifies by itself (RFC 4035, section 3.2.2).</summary>
    [Bits(1)] public bool CheckingDisabled;

    /// <summary>RCODE: how it went.</summary>
    [Bits(4)] public ResponseCode ResponseCode;

    /// <summary>QDCOUNT.</summary>
    [CountOf(nameof(Questions))] public ushort QuestionCount;

    /// <summary>ANCOUNT.</summary>
    [CountOf(nameof(Answers))] public ushort AnswerCount;

    /// <summary>NSCOUNT.</summary>
    [CountOf(nameof(Authorities))] public ushort AuthorityCount;

    /// <summary>ARCOUNT.</summary>
    [CountOf(nameof(Additional))] public ushort AdditionalCount;

    /// <summary>What is asked.</summary>
    public PacketSequence<Question> Questions;

    /// <summary>What answers it.</summary>
    public PacketSequence<ResourceRecord> Answers;

    /// <summary>Who would know.</summary>
    public PacketSequence<ResourceRecord> Authorities;

    /// <summary>What the asker will want next.</summary>
    public PacketSequence<ResourceRecord> Additional;
}
