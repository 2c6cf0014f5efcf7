using System.Globalization;
using System.Text;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Seals and packs a vector's inputs: the packets that are the same in both layouts.</summary>
public static class VectorPacking
{
    public static byte[] Pack(PacketVector vector) => vector.Label switch
    {
        "1024" => Frames.Request(default, new ClientRegistration
        {
            Name = new PrincipalName(vector.Text("name")),
            Password = new Password(vector.Text("password")),
        }),
        "1025" => Frames.Request(default, new ServiceRegistration
        {
            Name = new PrincipalName(vector.Text("name")),
            Key = new AesKey(vector.Hex("aes_key_hex")),
        }),
        "1026" => Frames.Request(vector.Id("client_id"), default(ServiceListRequest)),
        "1027" => Frames.Request(vector.Id("client_id"), new TicketRequest
        {
            ServiceId = vector.Id("service_id"),
            Nonce = new Nonce(vector.Hex("nonce")),
        }),
        "1029" => ChatMessage(vector),
        "1030" => Subscribe(vector),
        "1031" => Frames.Request(vector.Id("client_id"), default(MembersRequest)),
        "1032" => Frames.Request(vector.Id("client_id"), default(LeaveRequest)),
        "1600" => Frames.Response(new RegistrationSuccess { Id = vector.Id("id") }),
        "1601" => Frames.Response(default(RegistrationFailure)),
        "1602" => Frames.Response(new ServiceListResponse { Services = Services(vector) }),
        "1604" => Frames.Response(default(SymmetricKeyAck)),
        "1605" => Frames.Response(default(MessageAck)),
        "1606" => RoomEvent(vector),
        "1607" => Frames.Response(new MembersResponse { Members = Members(vector) }),
        "1609" => Frames.Response(default(GeneralError)),
        "1704" => Frames.Response(default(OriginalUnknownClient)),
        "Authenticator" => Authenticator(vector).ToArray(),
        _ => throw new ArgumentException($"There is no rule for {vector.Label}."),
    };

    public static Authenticator Authenticator(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        Authenticator packet = default;
        packet.Seal(
            cipher,
            vector.Iv,
            new VersionText(vector.Text("version_text")),
            vector.Id("client_id"),
            vector.Id("service_id"),
            new TimeText(vector.Text("creation_time")));
        return packet;
    }

    public static ServiceEntry[] Services(PacketVector vector) =>
    [
        .. vector.Inputs.GetProperty("services").EnumerateArray().Select(service => new ServiceEntry
        {
            ServiceId = new PrincipalId(Convert.FromHexString(service.GetProperty("server_id").GetString()!)),
            Name = new PrincipalName(service.GetProperty("server_name").GetString()!),
            Address = Address(service.GetProperty("server_ip").GetString()!),
            Port = service.GetProperty("server_port").GetUInt16(),
        }),
    ];

    public static MemberEntry[] Members(PacketVector vector) =>
    [
        .. vector.Inputs.GetProperty("members").EnumerateArray().Select(member => new MemberEntry
        {
            ClientId = new PrincipalId(Convert.FromHexString(member.GetProperty("client_id").GetString()!)),
            Name = new PrincipalName(member.GetProperty("name").GetString()!),
            JoinedAt = member.GetProperty("joined_at").GetInt64(),
        }),
    ];

    public static IPv4Address Address(string dottedQuad) =>
        new([.. dottedQuad.Split('.').Select(part => byte.Parse(part, CultureInfo.InvariantCulture))]);

    private static byte[] ChatMessage(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        byte[] text = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        byte[] buffer = new byte[Packets.ChatMessage.SealedContentSize(text.Length)];
        ChatMessage packet = default;
        packet.Seal(cipher, vector.Iv, text, buffer);
        return Frames.Request(vector.Id("client_id"), in packet);
    }

    private static byte[] Subscribe(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        byte[] name = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        byte[] buffer = new byte[SubscribeRequest.SealedDisplayNameSize(name.Length)];
        SubscribeRequest packet = new() { Since = Number(vector, "since") };
        packet.Seal(cipher, vector.Iv, name, buffer);
        return Frames.Request(vector.Id("client_id"), in packet);
    }

    private static byte[] RoomEvent(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        byte[] text = Encoding.UTF8.GetBytes(vector.Text("plaintext"));
        byte[] buffer = new byte[Packets.RoomEvent.SealedContentSize(text.Length)];
        RoomEvent packet = new()
        {
            Sequence = Number(vector, "sequence"),
            Time = vector.Inputs.GetProperty("time").GetInt64(),
            Kind = (EventKind)vector.Inputs.GetProperty("kind").GetByte(),
            ClientId = vector.Id("client_id"),
        };
        packet.Seal(cipher, vector.Iv, text, buffer);
        return Frames.Response(in packet);
    }

    // Numbers over 2^53 stand in the file as text, because many JSON readers would round them.
    public static ulong Number(PacketVector vector, string input) =>
        ulong.Parse(vector.Text(input), CultureInfo.InvariantCulture);
}
