namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>The sizes in which the two layouts differ, as the protocol's table gives them.</summary>
/// <param name="IsOriginal">True: EncryptedKey 80 and Ticket 161 bytes; false: 64 and 137.</param>
public sealed record SeedLayout(bool IsOriginal)
{
    public int EncryptedKeySize => IsOriginal ? 80 : 64;

    public int TicketSize => IsOriginal ? 161 : 137;

    /// <summary>Where in a ticket its IV stands: behind version 1, client 16, service 16 and the creation time.</summary>
    public int TicketIv => IsOriginal ? 65 : 41;

    public override string ToString() => IsOriginal ? "original" : "documented";
}
