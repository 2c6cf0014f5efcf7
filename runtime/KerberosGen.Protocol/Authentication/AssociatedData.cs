using System.Buffers.Binary;
using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// What each synthetic IV proves beside its own packet: the place where it belongs (docs/security.md, 'The rule'). A Ticket has
/// none. Nothing is allocated.
/// </summary>
public static class AssociatedData
{
    /// <summary>Bytes of what an EncryptedKey is bound to: client id 16, service id 16, SHA-256 of the whole Ticket 32.</summary>
    public const int EncryptedKeySize = 64;

    /// <summary>Bytes of what an Authenticator is bound to: SHA-256 of the whole Ticket.</summary>
    public const int AuthenticatorSize = SHA256.HashSizeInBytes;

    /// <summary>Bytes of what a 1029, 1030 or 1606 is bound to: the Authenticator's IV 16, a count 8.</summary>
    public const int InConnectionSize = Iv.Size + sizeof(ulong);

    /// <summary>Writes what an EncryptedKey is bound to.</summary>
    /// <param name="client">Whom the key is for.</param>
    /// <param name="service">The service that it is shared with.</param>
    /// <param name="ticket">The whole Ticket beside it, as it stands on the wire.</param>
    /// <param name="destination">At least <see cref="EncryptedKeySize"/> bytes.</param>
    public static ReadOnlySpan<byte> OfEncryptedKey(in PrincipalId client, in PrincipalId service, ReadOnlySpan<byte> ticket, Span<byte> destination)
    {
        client.Bytes.CopyTo(destination);
        service.Bytes.CopyTo(destination[PrincipalId.Size..]);
        SHA256.HashData(ticket, destination[(2 * PrincipalId.Size)..]);
        return destination[..EncryptedKeySize];
    }

    /// <summary>Writes what an Authenticator is bound to.</summary>
    /// <param name="ticket">The whole Ticket beside it, as it stands on the wire.</param>
    /// <param name="destination">At least <see cref="AuthenticatorSize"/> bytes.</param>
    public static ReadOnlySpan<byte> OfAuthenticator(ReadOnlySpan<byte> ticket, Span<byte> destination) =>
        destination[..SHA256.HashData(ticket, destination)];

    /// <summary>Writes what a 1029, 1030 or 1606 is bound to.</summary>
    /// <param name="authenticatorIv">The IV of the connection's Authenticator.</param>
    /// <param name="count">Packets of this direction with a synthetic IV before it: 1029 and 1030 together, or 1606.</param>
    /// <param name="destination">At least <see cref="InConnectionSize"/> bytes.</param>
    public static ReadOnlySpan<byte> InConnection(in Iv authenticatorIv, ulong count, Span<byte> destination)
    {
        authenticatorIv.Bytes.CopyTo(destination);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[Iv.Size..], count);
        return destination[..InConnectionSize];
    }
}
