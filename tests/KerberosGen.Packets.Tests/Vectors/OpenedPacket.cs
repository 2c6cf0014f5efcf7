using System.Buffers;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Framing;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>What became of a packet with a synthetic IV, read from the wire.</summary>
/// <param name="Opening">What opening it has shown; failed, too, if the bytes are not this packet.</param>
/// <param name="Plaintexts">Its encrypted fields in wire order: text as text, everything else in hex.</param>
public sealed record OpenedPacket(Opening Opening, params string[] Plaintexts)
{
    private static readonly OpenedPacket NotThisPacket = new(Opening.Failed);

    public static OpenedPacket Read(string label, byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated) => label switch
    {
        "Ticket" => Ticket(wire, cipher, mac, associated),
        "OriginalTicket" => OriginalTicket(wire, cipher, mac, associated),
        "EncryptedKey" => EncryptedKey(wire, cipher, mac, associated),
        "OriginalEncryptedKey" => OriginalEncryptedKey(wire, cipher, mac, associated),
        "Authenticator" => Authenticator(wire, cipher, mac, associated),
        "1029" => ChatMessage(wire, cipher, mac, associated),
        "1030" => Subscribe(wire, cipher, mac, associated),
        "1606" => RoomEvent(wire, cipher, mac, associated),
        _ => throw new ArgumentException($"There is no rule for {label}."),
    };

    /// <summary>The plaintexts that a vector's packet must open to.</summary>
    public static string[] PlaintextsOf(PacketVector vector) => vector.Label switch
    {
        "Ticket" => [vector.Text("session_key_hex"), vector.Text("expiration_time")],
        "OriginalTicket" => [vector.Text("creation_time"), vector.Text("session_key_hex"), vector.Text("expiration_time")],
        "EncryptedKey" or "OriginalEncryptedKey" => [vector.Text("nonce"), vector.Text("session_key_hex")],
        "Authenticator" => [vector.Text("version_text"), vector.Text("client_id"), vector.Text("service_id"), vector.Text("creation_time")],
        _ => [vector.Text("plaintext")],
    };

    private static OpenedPacket Ticket(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!Packets.Ticket.Unpack(wire, out Ticket packet).AsWhole(wire.Length).IsDone)
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, associated, out AesKey key, out TimeText expires);
        return new OpenedPacket(opening, Hex(key.Bytes), expires.ToString());
    }

    private static OpenedPacket OriginalTicket(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!Packets.OriginalTicket.Unpack(wire, out OriginalTicket packet).AsWhole(wire.Length).IsDone)
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, associated, out TimeText created, out AesKey key, out TimeText expires);
        return new OpenedPacket(opening, created.ToString(), Hex(key.Bytes), expires.ToString());
    }

    private static OpenedPacket EncryptedKey(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!Packets.EncryptedKey.Unpack(wire, out EncryptedKey packet).AsWhole(wire.Length).IsDone)
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, associated, out Nonce nonce, out AesKey key);
        return new OpenedPacket(opening, Hex(nonce.Bytes), Hex(key.Bytes));
    }

    private static OpenedPacket OriginalEncryptedKey(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!Packets.OriginalEncryptedKey.Unpack(wire, out OriginalEncryptedKey packet).AsWhole(wire.Length).IsDone)
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, associated, out Nonce nonce, out AesKey key);
        return new OpenedPacket(opening, Hex(nonce.Bytes), Hex(key.Bytes));
    }

    private static OpenedPacket Authenticator(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!Packets.Authenticator.Unpack(wire, out Authenticator packet).AsWhole(wire.Length).IsDone)
            return NotThisPacket;
        Opening opening = packet.TryOpen(
            cipher, mac, associated, out VersionText version, out PrincipalId client, out PrincipalId service, out TimeText created);
        return new OpenedPacket(opening, version.ToString(), Hex(client.Bytes), Hex(service.Bytes), created.ToString());
    }

    private static OpenedPacket ChatMessage(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!TryRead(wire, out RequestHeader header, out ChatMessage packet))
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, header, associated, new byte[packet.Content.Length], out ReadOnlySpan<byte> text);
        return new OpenedPacket(opening, Encoding.UTF8.GetString(text));
    }

    private static OpenedPacket Subscribe(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!TryRead(wire, out RequestHeader header, out SubscribeRequest packet))
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, header, associated, new byte[packet.DisplayName.Length], out ReadOnlySpan<byte> name);
        return new OpenedPacket(opening, Encoding.UTF8.GetString(name));
    }

    private static OpenedPacket RoomEvent(byte[] wire, AesCbc cipher, AesCmac mac, byte[] associated)
    {
        if (!TryRead(wire, out ResponseHeader header, out RoomEvent packet))
            return NotThisPacket;
        Opening opening = packet.TryOpen(cipher, mac, header, associated, new byte[packet.Content.Length], out ReadOnlySpan<byte> text);
        return new OpenedPacket(opening, Encoding.UTF8.GetString(text));
    }

    private static bool TryRead<THeader, TPacket>(byte[] wire, out THeader header, out TPacket packet)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        packet = default!;
        var stream = new ReadOnlySequence<byte>(wire);
        return Frame.TryRead(ref stream, 65_536, out header, out ReadOnlySequence<byte> payload) == FrameStatus.Done
            && stream.IsEmpty
            && header.Code == TPacket.Code
            && TPacket.Unpack(payload.FirstSpan, out packet).AsWhole((int)payload.Length).IsDone;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
