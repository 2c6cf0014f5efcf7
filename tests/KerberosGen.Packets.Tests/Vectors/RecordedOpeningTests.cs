using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>
/// Packets with random IVs still open where synthetic ones are looked for, and are seen to prove nothing: the original program's
/// own, and those of the documented layout.
/// </summary>
public sealed class RecordedOpeningTests
{
    private static readonly JsonElement Session =
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(VectorFile.PathOf("session.json")));

    public static TheoryData<int, string> Golden => SealedRows(VectorFile.Golden);

    public static TheoryData<int, string> Documented => SealedRows(VectorFile.Documented);

    [Theory, MemberData(nameof(Golden))]
    public void What_the_original_packer_made_opens_unauthenticated(int row, string label)
    {
        string packet = label is "Ticket" or "EncryptedKey" ? "Original" + label : label;
        AssertOpens(VectorFile.Golden.Packets[row], packet, VectorFile.Golden.Of("Ticket").Bytes);
    }

    [Theory, MemberData(nameof(Documented))]
    public void What_was_made_with_other_ivs_opens_unauthenticated(int row, string label) =>
        AssertOpens(VectorFile.Documented.Packets[row], label, VectorFile.Documented.Of("Ticket").Bytes);

    [Fact]
    public void A_recorded_session_opens_unauthenticated()
    {
        var secrets = new SessionSecrets(Session);
        var connections = new Dictionary<int, RoomVisit>();
        int tickets = 0;
        int messages = 0;
        foreach (JsonElement message in Session.GetProperty("messages").EnumerateArray())
        {
            byte[] segment = Convert.FromHexString(message.GetProperty("hex").GetString()!);
            int stream = message.GetProperty("stream").GetInt32();
            if (message.GetProperty("dir").GetString() == "response")
            {
                JsonElement first = message.GetProperty("packets")[0];
                if (first.GetProperty("code").GetInt32() != OriginalTicketResponse.Code)
                    continue;
                Answer(secrets, first.GetProperty("fields"), segment[ResponseHeader.Size..]);
                tickets++;
            }
            else if (message.GetProperty("code").GetInt32() == OriginalSymmetricKeyRequest.Code)
            {
                connections.Add(stream, Enter(secrets, message.GetProperty("fields"), segment[RequestHeader.Size..]));
            }
            else if (message.GetProperty("code").GetInt32() == ChatMessage.Code)
            {
                RoomVisit visit = connections[stream];
                byte[] associated = [.. visit.AuthenticatorIv, .. BitConverter.GetBytes(visit.Sent)];
                AssertUnauthenticated("1029", segment, visit.Key, "message", associated, message.GetProperty("fields").GetProperty("plaintext").GetString()!);
                connections[stream] = visit with { Sent = visit.Sent + 1 };
                messages++;
            }
        }

        Assert.Equal(connections.Count, tickets);
        Assert.Equal(12, messages);
    }

    private static void Answer(SessionSecrets secrets, JsonElement fields, byte[] payload)
    {
        byte[] ticket = payload[^OriginalTicket.Size..];
        byte[] encryptedKey = payload[16..(16 + OriginalEncryptedKey.Size)];
        JsonElement key = fields.GetProperty("encrypted_key");
        AssertUnauthenticated(
            "OriginalEncryptedKey",
            encryptedKey,
            secrets.KeyOfClient(new PrincipalId(payload.AsSpan(0, 16))),
            "encrypted-key",
            [.. payload[..16], .. ticket[17..33], .. SHA256.HashData(ticket)],
            key.GetProperty("nonce").GetString()!,
            SessionKey(key));
        OpenTicket(secrets, fields.GetProperty("ticket"), ticket);
    }

    private static RoomVisit Enter(SessionSecrets secrets, JsonElement fields, byte[] payload)
    {
        byte[] authenticator = payload[..Authenticator.Size];
        byte[] ticket = payload[Authenticator.Size..];
        OpenTicket(secrets, fields.GetProperty("ticket"), ticket);
        byte[] sessionKey = fields.GetProperty("ticket").GetProperty("session_key_b64").GetBytesFromBase64();
        JsonElement proof = fields.GetProperty("authenticator");
        AssertUnauthenticated(
            "Authenticator",
            authenticator,
            sessionKey,
            "authenticator",
            SHA256.HashData(ticket),
            proof.GetProperty("version").GetString()!,
            proof.GetProperty("client_id").GetString()!,
            proof.GetProperty("service_id").GetString()!,
            proof.GetProperty("creation_time").GetString()!);
        return new RoomVisit(sessionKey, authenticator[..16], 0);
    }

    private static void OpenTicket(SessionSecrets secrets, JsonElement fields, byte[] ticket) => AssertUnauthenticated(
        "OriginalTicket",
        ticket,
        secrets.KeyOfService(new PrincipalId(ticket.AsSpan(17, 16))),
        "ticket",
        [],
        fields.GetProperty("creation_time").GetString()!,
        SessionKey(fields),
        fields.GetProperty("expiration_time").GetString()!);

    private static string SessionKey(JsonElement fields) =>
        Convert.ToHexStringLower(fields.GetProperty("session_key_b64").GetBytesFromBase64());

    private static void AssertOpens(PacketVector vector, string packet, byte[] ticket)
    {
        (string label, string key) = packet switch
        {
            "Ticket" or "OriginalTicket" => ("ticket", "service_key_hex"),
            "EncryptedKey" or "OriginalEncryptedKey" => ("encrypted-key", ""),
            "Authenticator" => ("authenticator", "session_key_hex"),
            "1029" => ("message", "session_key_hex"),
            "1030" => ("subscribe", "session_key_hex"),
            _ => ("event", "session_key_hex"),
        };
        byte[] associated = label switch
        {
            "ticket" => [],
            "encrypted-key" => [.. ticket[1..33], .. SHA256.HashData(ticket)],
            "authenticator" => SHA256.HashData(ticket),
            _ => new byte[24],
        };
        byte[] encryptionKey = key.Length > 0 ? vector.Hex(key) : SHA256.HashData(Encoding.UTF8.GetBytes(vector.Text("password")));
        string[] plaintexts = OpenedPacket.PlaintextsOf(new PacketVector(packet, vector.Bytes, vector.Inputs));
        AssertUnauthenticated(packet, vector.Bytes, encryptionKey, label, associated, plaintexts);
    }

    private static void AssertUnauthenticated(string packet, byte[] wire, byte[] key, string label, byte[] associated, params string[] plaintexts)
    {
        using var cipher = new AesCbc(key);
        using var mac = new AesCmac(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, [], Encoding.ASCII.GetBytes($"KerberosGen v24 {label}")));
        OpenedPacket opened = OpenedPacket.Read(packet, wire, cipher, mac, associated);
        Assert.Equal(Opening.Unauthenticated, opened.Opening);
        Assert.Equal(plaintexts, opened.Plaintexts);
    }

    // A 1028 and a 1603 have no IV of their own.
    private static TheoryData<int, string> SealedRows(VectorFile file)
    {
        var rows = new TheoryData<int, string>();
        for (int i = 0; i < file.Packets.Length; i++)
        {
            PacketVector vector = file.Packets[i];
            if (vector.Inputs.TryGetProperty("iv", out _))
                rows.Add(i, vector.Label);
        }

        return rows;
    }

    private sealed record RoomVisit(byte[] Key, byte[] AuthenticatorIv, ulong Sent);
}
