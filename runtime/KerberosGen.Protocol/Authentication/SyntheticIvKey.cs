using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Protocol;

/// <summary>
/// The key of the MAC that makes a packet's synthetic IV: HKDF-SHA256 (RFC 5869) of the packet's encryption key, without salt, with
/// the info <c>KerberosGen v24 </c> and the label; 32 bytes. Each label has a key of its own.
/// </summary>
public static class SyntheticIvKey
{
    /// <summary>The label of a Ticket's.</summary>
    public static readonly string Ticket = LabelOf(Packets.Ticket.Layout);

    /// <summary>The label of an EncryptedKey's.</summary>
    public static readonly string EncryptedKey = LabelOf(Packets.EncryptedKey.Layout);

    /// <summary>The label of an Authenticator's.</summary>
    public static readonly string Authenticator = LabelOf(Packets.Authenticator.Layout);

    /// <summary>The label of a 1029's.</summary>
    public static readonly string Message = LabelOf(Packets.ChatMessage.Layout);

    /// <summary>The label of a 1030's.</summary>
    public static readonly string Subscribe = LabelOf(Packets.SubscribeRequest.Layout);

    /// <summary>The label of a 1606's.</summary>
    public static readonly string Event = LabelOf(Packets.RoomEvent.Layout);

    /// <summary>Derives a label's key, for the caller to dispose.</summary>
    /// <param name="key">The packet's encryption key, 32 bytes.</param>
    /// <param name="label">The label.</param>
    public static AesCmac Derive(ReadOnlySpan<byte> key, string label)
    {
        Span<byte> info = stackalloc byte[64];
        Span<byte> derived = stackalloc byte[AesCbc.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], info[..Encoding.ASCII.GetBytes($"KerberosGen v{ProtocolLimits.Version} {label}", info)]);
        var mac = new AesCmac(derived);
        CryptographicOperations.ZeroMemory(derived);
        return mac;
    }

    private static string LabelOf(PacketLayout packet) => packet.Fields.Single(static field => field.SyntheticIv is not null).SyntheticIv!;
}
