namespace KerberosGen.Packets;

/// <summary>A client's proof that it knows the session key in the ticket beside it, made anew for each connection.</summary>
[Packet]
public partial struct Authenticator
{
    /// <summary>Authenticator IV.</summary>
    [SyntheticIv("authenticator")]
    public Iv Iv;

    /// <summary>Version, encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(VersionText))]
    public Ciphertext16 Version;

    /// <summary>The client, encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(PrincipalId))]
    public Ciphertext32 ClientId;

    /// <summary>The service, encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(PrincipalId))]
    public Ciphertext32 ServiceId;

    /// <summary>When it was made, encrypted with the session key.</summary>
    [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(TimeText))]
    public Ciphertext32 CreatedAt;
}
