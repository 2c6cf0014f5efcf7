namespace KerberosGen.Packets;

/// <summary>One chat message.</summary>
[Request(1029)]
public ref partial struct ChatMessage
{
    /// <summary>Encrypted message size in bytes.</summary>
    [LengthOf(nameof(Content))] public uint MessageSize;

    /// <summary>Message IV.</summary>
    [SyntheticIv("message")]
    public Iv Iv;

    /// <summary>The text 'name: text', encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(string))]
    public ReadOnlySpan<byte> Content;
}

/// <summary>A client asks to be sent the room's events (extension).</summary>
[Request(1030)]
public ref partial struct SubscribeRequest
{
    /// <summary>The last event it has: 0 for all that is held, 2^64-1 for only what comes.</summary>
    public ulong Since;

    /// <summary>Display name IV.</summary>
    [SyntheticIv("subscribe")]
    public Iv Iv;

    /// <summary>Encrypted display name's size in bytes.</summary>
    [LengthOf(nameof(DisplayName))] public ushort Length;

    /// <summary>The name to be shown, encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(string))]
    public ReadOnlySpan<byte> DisplayName;
}

/// <summary>A client asks who is in the room (extension).</summary>
[Request(1031)]
public partial struct MembersRequest;

/// <summary>A client leaves the room (extension).</summary>
[Request(1032)]
public partial struct LeaveRequest;
