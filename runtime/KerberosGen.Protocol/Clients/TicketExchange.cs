using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A client's side of one 1027 and its 1603: it asks, and takes only the answer to what it asked.</summary>
/// <param name="identity">Who asks.</param>
/// <param name="service">The service to be reached.</param>
/// <param name="random">Where the nonce comes from.</param>
/// <param name="acceptUnauthenticated">True if an answer may do without a synthetic IV, as those of the original program's KDC do.</param>
public sealed class TicketExchange(ClientIdentity identity, PrincipalId service, IRandomSource random, bool acceptUnauthenticated = false)
{
    private readonly Nonce _nonce = NewNonce(random);

    /// <summary>True once an answer did not open with the client's key: the password is another.</summary>
    public bool IsKeyWrong { get; private set; }

    /// <summary>Writes the request.</summary>
    public void WriteRequest(IBufferWriter<byte> output) => Frame.Write(
        output,
        new RequestHeader { ClientId = identity.Id, Version = ProtocolLimits.Version },
        new TicketRequest { ServiceId = service, Nonce = _nonce });

    /// <summary>Checks the answer and opens it with the client's key.</summary>
    /// <param name="header">The answer's header.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="ticket">If all is well: the ticket and its key, for the caller to dispose.</param>
    /// <param name="problem">If not: what is wrong, and what to do.</param>
    public bool TryAccept(
        in ResponseHeader header, ReadOnlySpan<byte> payload, [NotNullWhen(true)] out SessionTicket? ticket, [NotNullWhen(false)] out string? problem)
    {
        ticket = null;
        if (header.Version != ProtocolLimits.Version)
        {
            problem = $"The KDC answered in version {header.Version} of the protocol; this client speaks {ProtocolLimits.Version}.";
            return false;
        }

        if (header.Code == TicketResponse.Code && payload.Length == TicketResponse.Size)
        {
            TicketResponse.Unpack(payload, out TicketResponse response);
            using var cipher = new AesCbc(identity.Key.Bytes);
            using AesCmac mac = SyntheticIvKey.Derive(identity.Key.Bytes, SyntheticIvKey.EncryptedKey);
            Span<byte> associated = stackalloc byte[AssociatedData.EncryptedKeySize];
            AssociatedData.OfEncryptedKey(identity.Id, service, payload[^Ticket.Size..], associated);
            Opening opened = response.EncryptedKey.TryOpen(cipher, mac, associated, out Nonce nonce, out AesKey key);
            return TryAccept(
                opened, in nonce, in key, response.ClientId, response.Ticket.ClientId, response.Ticket.ServiceId, response.EncryptedKey.Iv,
                payload[^Ticket.Size..], out ticket, out problem);
        }

        if (header.Code == OriginalTicketResponse.Code && payload.Length == OriginalTicketResponse.Size)
        {
            OriginalTicketResponse.Unpack(payload, out OriginalTicketResponse response);
            using var cipher = new AesCbc(identity.Key.Bytes);
            using AesCmac mac = SyntheticIvKey.Derive(identity.Key.Bytes, SyntheticIvKey.EncryptedKey);
            Span<byte> associated = stackalloc byte[AssociatedData.EncryptedKeySize];
            AssociatedData.OfEncryptedKey(identity.Id, service, payload[^OriginalTicket.Size..], associated);
            Opening opened = response.EncryptedKey.TryOpen(cipher, mac, associated, out Nonce nonce, out AesKey key);
            return TryAccept(
                opened, in nonce, in key, response.ClientId, response.Ticket.ClientId, response.Ticket.ServiceId, response.EncryptedKey.Iv,
                payload[^OriginalTicket.Size..], out ticket, out problem);
        }

        problem = header.Code switch
        {
            GeneralError.Code or OriginalUnknownClient.Code =>
                "The KDC refused a ticket: it does not know this client or this room, or one of them is disabled. Register, and list the services again.",
            _ => $"The KDC answered {header.Code} with {payload.Length} bytes, which is no ticket.",
        };
        return false;
    }

    private static Nonce NewNonce(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Nonce.Size];
        random.FillWithoutZeros(bytes);
        return new Nonce(bytes);
    }

    private bool TryAccept(
        Opening opened,
        in Nonce nonce,
        in AesKey key,
        PrincipalId client,
        PrincipalId ticketClient,
        PrincipalId ticketService,
        Iv encryptedKeyIv,
        ReadOnlySpan<byte> packedTicket,
        [NotNullWhen(true)] out SessionTicket? ticket,
        [NotNullWhen(false)] out string? problem)
    {
        ticket = null;
        IsKeyWrong = opened == Opening.Failed;
        if (opened == Opening.Failed)
            problem = "The KDC's answer does not open with this password: type the password that the name was registered with.";
        else if (!CryptographicOperations.FixedTimeEquals(nonce.Bytes, _nonce.Bytes))
            problem = "The KDC's answer is not to this request (its nonce is another): someone may be replaying old answers.";
        else if (client != identity.Id || ticketClient != identity.Id || ticketService != service)
            problem = "The KDC's answer is for another client or another room.";
        else if (opened != Opening.Authenticated && !acceptUnauthenticated)
            problem = "The KDC's answer is not authenticated: it was altered or forged, or the KDC is of the original program. If you know that it is, use --accept-unauthenticated-tickets.";
        else
        {
            problem = null;
            ticket = new SessionTicket(service, new KeyMaterial(key.Bytes), encryptedKeyIv, packedTicket.ToArray()) { IsAuthenticated = opened == Opening.Authenticated };
        }

        return problem is null;
    }
}
