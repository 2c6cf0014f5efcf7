using System.Globalization;
using System.Text;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Seals a vector's inputs with a synthetic IV, and packs them.</summary>
public static class SyntheticIvPacking
{
    public static byte[] Pack(PacketVector vector, AesCbc cipher, AesCmac mac) => vector.Label switch
    {
        "Ticket" => Ticket(vector, cipher, mac),
        "OriginalTicket" => OriginalTicket(vector, cipher, mac),
        "EncryptedKey" => EncryptedKey(vector, cipher, mac),
        "OriginalEncryptedKey" => OriginalEncryptedKey(vector, cipher, mac),
        "Authenticator" => Authenticator(vector, cipher, mac),
        "1029" => ChatMessage(vector, cipher, mac),
        "1030" => Subscribe(vector, cipher, mac),
        "1606" => RoomEvent(vector, cipher, mac),
        _ => throw new ArgumentException($"There is no rule for {vector.Label}."),
    };

    private static byte[] Ticket(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        Ticket packet = new()
        {
            Version = vector.Inputs.GetProperty("version").GetByte(),
            ClientId = vector.Id("client_id"),
            ServiceId = vector.Id("service_id"),
            CreatedAt = SignedNumber(vector, "created_at"),
        };
        packet.Seal(cipher, mac, vector.Hex("associated_hex"), vector.SessionKey, new TimeText(vector.Text("expiration_time")));
        return packet.ToArray();
    }

    private static byte[] OriginalTicket(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        OriginalTicket packet = new()
        {
            Version = vector.Inputs.GetProperty("version").GetByte(),
            ClientId = vector.Id("client_id"),
            ServiceId = vector.Id("service_id"),
        };
        packet.Seal(
            cipher,
            mac,
            vector.Hex("associated_hex"),
            new TimeText(vector.Text("creation_time")),
            vector.SessionKey,
            new TimeText(vector.Text("expiration_time")));
        return packet.ToArray();
    }

    private static byte[] EncryptedKey(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        EncryptedKey packet = default;
        packet.Seal(cipher, mac, vector.Hex("associated_hex"), new Nonce(vector.Hex("nonce")), vector.SessionKey);
        return packet.ToArray();
    }

    private static byte[] OriginalEncryptedKey(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        OriginalEncryptedKey packet = default;
        packet.Seal(cipher, mac, vector.Hex("associated_hex"), new Nonce(vector.Hex("nonce")), vector.SessionKey);
        return packet.ToArray();
    }

    private static byte[] Authenticator(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        Authenticator packet = default;
        packet.Seal(
            cipher,
            mac,
            vector.Hex("associated_hex"),
            new VersionText(vector.Text("version_text")),
            vector.Id("client_id"),
            vector.Id("service_id"),
            new TimeText(vector.Text("creation_time")));
        return packet.ToArray();
    }

    private static byte[] ChatMessage(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        byte[] text = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        var header = new RequestHeader { ClientId = vector.Id("client_id"), Version = Frames.Version };
        ChatMessage packet = default;
        packet.Seal(cipher, mac, header, vector.Hex("associated_hex"), text, new byte[Packets.ChatMessage.SealedContentSize(text.Length)]);
        return Frames.Write(header, in packet);
    }

    private static byte[] Subscribe(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        byte[] name = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        var header = new RequestHeader { ClientId = vector.Id("client_id"), Version = Frames.Version };
        SubscribeRequest packet = new() { Since = VectorPacking.Number(vector, "since") };
        packet.Seal(cipher, mac, header, vector.Hex("associated_hex"), name, new byte[SubscribeRequest.SealedDisplayNameSize(name.Length)]);
        return Frames.Write(header, in packet);
    }

    private static byte[] RoomEvent(PacketVector vector, AesCbc cipher, AesCmac mac)
    {
        byte[] text = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        var header = new ResponseHeader { Version = Frames.Version };
        RoomEvent packet = new()
        {
            Sequence = VectorPacking.Number(vector, "sequence"),
            Time = SignedNumber(vector, "time"),
            Kind = (EventKind)vector.Inputs.GetProperty("kind").GetByte(),
            ClientId = vector.Id("client_id"),
        };
        packet.Seal(cipher, mac, header, vector.Hex("associated_hex"), text, new byte[Packets.RoomEvent.SealedContentSize(text.Length)]);
        return Frames.Write(header, in packet);
    }

    private static long SignedNumber(PacketVector vector, string input) => long.Parse(vector.Text(input), CultureInfo.InvariantCulture);
}
