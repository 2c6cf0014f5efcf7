using KerberosGen.Codec;

namespace KerberosGen.Packets;

/// <summary>The ticket and the authenticator are accepted.</summary>
[Response(1604)]
public partial struct SymmetricKeyAck;

/// <summary>A message has arrived.</summary>
[Response(1605)]
public partial struct MessageAck;

/// <summary>Something happened in the room (extension); pushed to subscribers.</summary>
[Response(1606)]
public ref partial struct RoomEvent
{
    /// <summary>Its place in the room's order, from 1; 0 for a notice to one subscriber alone.</summary>
    public ulong Sequence;

    /// <summary>When: milliseconds since 1970 UTC.</summary>
    public long Time;

    /// <summary>What happened.</summary>
    public EventKind Kind;

    /// <summary>Whose doing it was.</summary>
    public PrincipalId ClientId;

    /// <summary>Content IV.</summary>
    [SyntheticIv("event")]
    public Iv Iv;

    /// <summary>Encrypted content's size in bytes.</summary>
    [LengthOf(nameof(Content))] public uint Length;

    /// <summary>What there is to say, encrypted with the subscriber's session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(string))]
    public ReadOnlySpan<byte> Content;
}

/// <summary>Who is in the room (extension).</summary>
[Response(1607)]
public ref partial struct MembersResponse
{
    /// <summary>One entry for each client that subscribed.</summary>
    public PacketList<MemberEntry> Members;
}
