namespace KerberosGen.Packets;

/// <summary>What a client presents to a service: made by the ticket-granting server, opened with the service's key.</summary>
[Packet(Layout = WireLayouts.Documented)]
public partial struct Ticket
{
    /// <summary>Service version: 24.</summary>
    public byte Version;

    /// <summary>The client it was issued to.</summary>
    public PrincipalId ClientId;

    /// <summary>The service it is for.</summary>
    public PrincipalId ServiceId;

    /// <summary>When it was made: seconds since 1970 UTC, in the clear.</summary>
    public long CreatedAt;

    /// <summary>Ticket IV.</summary>
    [SyntheticIv("ticket")]
    public Iv Iv;

    /// <summary>The session key, encrypted with the service's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(AesKey))]
    public Ciphertext48 SessionKey;

    /// <summary>When it ends, encrypted with the service's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(TimeText))]
    public Ciphertext32 ExpiresAt;
}

/// <summary>A ticket as the original program makes it: its creation time is encrypted too.</summary>
[Packet(Layout = WireLayouts.Original)]
public partial struct OriginalTicket
{
    /// <summary>Service version: 24.</summary>
    public byte Version;

    /// <summary>The client it was issued to.</summary>
    public PrincipalId ClientId;

    /// <summary>The service it is for.</summary>
    public PrincipalId ServiceId;

    /// <summary>When it was made, encrypted with the service's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(TimeText))]
    public Ciphertext32 CreatedAt;

    /// <summary>Ticket IV.</summary>
    [SyntheticIv("ticket")]
    public Iv Iv;

    /// <summary>The session key, encrypted with the service's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(AesKey))]
    public Ciphertext48 SessionKey;

    /// <summary>When it ends, encrypted with the service's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(TimeText))]
    public Ciphertext32 ExpiresAt;
}
