using System.Buffers;
using System.Text;
using System.Text.Json;
using KerberosGen.Crypto;
using KerberosGen.Framing;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Reads a recorded session in its order and compares each packet with what the recording says of it.</summary>
public sealed class SessionReader(SessionSecrets secrets)
{
    // The session key of each connection to a room, learnt from its ticket.
    private readonly Dictionary<int, AesKey> _sessionKeys = [];

    public int Segments { get; private set; }

    public int ChatMessages { get; private set; }

    public void Check(JsonElement message, byte[] segment)
    {
        Segments++;
        var stream = new ReadOnlySequence<byte>(segment);
        if (message.GetProperty("dir").GetString() == "request")
        {
            Request(message, segment);
            return;
        }

        foreach (JsonElement packet in message.GetProperty("packets").EnumerateArray())
        {
            Assert.Equal(FrameStatus.Done, Frame.TryRead(ref stream, 65_536, out ResponseHeader header, out ReadOnlySequence<byte> payload));
            Assert.Equal(packet.GetProperty("version").GetByte(), header.Version);
            Assert.Equal(packet.GetProperty("code").GetUInt16(), header.Code);
            Assert.Equal(packet.GetProperty("payload_size").GetUInt32(), header.PayloadSize);
            if (packet.TryGetProperty("fields", out JsonElement fields))
                Response(header, fields, [.. header.ToArray(), .. payload.ToArray()]);
            else
                Assert.Equal(0u, header.PayloadSize);
        }

        Assert.True(stream.IsEmpty);
    }

    private void Request(JsonElement message, byte[] frame)
    {
        var client = new PrincipalId(Convert.FromHexString(message.GetProperty("client_id").GetString()!));
        int connection = message.GetProperty("stream").GetInt32();
        message.TryGetProperty("fields", out JsonElement fields);
        switch (message.GetProperty("code").GetInt32())
        {
            case ClientRegistration.Code:
                var registration = Frames.ReadRequest<ClientRegistration>(frame, client);
                Same(fields, "name", registration.Name.ToString());
                Same(fields, "password", Encoding.UTF8.GetString(registration.Password.Utf8));
                break;
            case ServiceRegistration.Code:
                var service = Frames.ReadRequest<ServiceRegistration>(frame, client);
                Same(fields, "name", service.Name.ToString());
                Same(fields, "aes_key_b64", Convert.ToBase64String(service.Key.Bytes));
                break;
            case ServiceListRequest.Code:
                Frames.ReadRequest<ServiceListRequest>(frame, client);
                break;
            case TicketRequest.Code:
                var request = Frames.ReadRequest<TicketRequest>(frame, client);
                Same(fields, "service_id", request.ServiceId);
                Same(fields, "nonce", Convert.ToHexStringLower(request.Nonce.Bytes));
                break;
            case OriginalSymmetricKeyRequest.Code:
                var presented = Frames.ReadRequest<OriginalSymmetricKeyRequest>(frame, client);
                _sessionKeys[connection] = Ticket(fields.GetProperty("ticket"), presented.Ticket);
                Authenticator(fields.GetProperty("authenticator"), presented.Authenticator, _sessionKeys[connection]);
                break;
            case ChatMessage.Code:
                Chat(fields, Frames.ReadRequest<ChatMessage>(frame, client), _sessionKeys[connection]);
                break;
            default:
                throw new InvalidOperationException("The session has a request that this test does not read.");
        }
    }

    private void Response(in ResponseHeader header, JsonElement fields, byte[] frame)
    {
        switch (header.Code)
        {
            case RegistrationSuccess.Code:
                Same(fields, "id", Frames.ReadResponse<RegistrationSuccess>(frame).Id);
                break;
            case ServiceListResponse.Code:
                var list = Frames.ReadResponse<ServiceListResponse>(frame).Services;
                JsonElement services = fields.GetProperty("services");
                Assert.Equal(services.GetArrayLength(), list.Count);
                for (int i = 0; i < list.Count; i++)
                {
                    Same(services[i], "id", list[i].ServiceId);
                    Same(services[i], "name", list[i].Name.ToString());
                    Same(services[i], "ip", list[i].Address.ToString());
                    Assert.Equal(services[i].GetProperty("port").GetUInt16(), list[i].Port);
                }

                break;
            case OriginalTicketResponse.Code:
                var issued = Frames.ReadResponse<OriginalTicketResponse>(frame);
                Same(fields, "client_id", issued.ClientId);
                AesKey forClient = EncryptedKey(fields.GetProperty("encrypted_key"), issued);
                Assert.Equal(forClient, Ticket(fields.GetProperty("ticket"), issued.Ticket));
                break;
            default:
                throw new InvalidOperationException("The session has a response that this test does not read.");
        }
    }

    private AesKey EncryptedKey(JsonElement fields, in OriginalTicketResponse issued)
    {
        using AesCbc cipher = secrets.CipherOfClient(issued.ClientId);
        Assert.True(issued.EncryptedKey.TryOpen(cipher, out Nonce nonce, out AesKey key));
        Same(fields, "iv", Convert.ToHexStringLower(issued.EncryptedKey.Iv.Bytes));
        Same(fields, "nonce", Convert.ToHexStringLower(nonce.Bytes));
        Same(fields, "session_key_b64", Convert.ToBase64String(key.Bytes));

        OriginalEncryptedKey again = default;
        again.Seal(cipher, issued.EncryptedKey.Iv, nonce, key);
        Assert.Equal(issued.EncryptedKey, again);
        return key;
    }

    private AesKey Ticket(JsonElement fields, in OriginalTicket ticket)
    {
        using AesCbc cipher = secrets.CipherOfService(ticket.ServiceId);
        Assert.True(ticket.TryOpen(cipher, out TimeText created, out AesKey key, out TimeText expires));
        Assert.Equal(fields.GetProperty("version").GetByte(), ticket.Version);
        Same(fields, "client_id", ticket.ClientId);
        Same(fields, "service_id", ticket.ServiceId);
        Same(fields, "creation_time", created.ToString());
        Same(fields, "iv", Convert.ToHexStringLower(ticket.Iv.Bytes));
        Same(fields, "session_key_b64", Convert.ToBase64String(key.Bytes));
        Same(fields, "expiration_time", expires.ToString());

        OriginalTicket again = new() { Version = ticket.Version, ClientId = ticket.ClientId, ServiceId = ticket.ServiceId };
        again.Seal(cipher, ticket.Iv, created, key, expires);
        Assert.Equal(ticket, again);
        return key;
    }

    private static void Authenticator(JsonElement fields, in Authenticator packet, in AesKey sessionKey)
    {
        using var cipher = new AesCbc(sessionKey.Bytes);
        Assert.True(packet.TryOpen(cipher, out VersionText version, out PrincipalId client, out PrincipalId service, out TimeText created));
        Same(fields, "iv", Convert.ToHexStringLower(packet.Iv.Bytes));
        Same(fields, "version", version.ToString());
        Same(fields, "client_id", client);
        Same(fields, "service_id", service);
        Same(fields, "creation_time", created.ToString());

        Authenticator again = default;
        again.Seal(cipher, packet.Iv, version, client, service, created);
        Assert.Equal(packet, again);
    }

    private void Chat(JsonElement fields, in ChatMessage packet, in AesKey sessionKey)
    {
        ChatMessages++;
        using var cipher = new AesCbc(sessionKey.Bytes);
        Assert.True(packet.TryOpen(cipher, new byte[packet.Content.Length], out ReadOnlySpan<byte> text));
        Assert.Equal(fields.GetProperty("message_size").GetUInt32(), packet.MessageSize);
        Assert.Equal(fields.GetProperty("ciphertext_bytes").GetInt32(), packet.Content.Length);
        Assert.Equal(fields.GetProperty("plaintext_bytes").GetInt32(), text.Length);
        Same(fields, "iv", Convert.ToHexStringLower(packet.Iv.Bytes));
        Same(fields, "plaintext", Encoding.UTF8.GetString(text));

        ChatMessage again = default;
        again.Seal(cipher, packet.Iv, text, new byte[packet.Content.Length]);
        Assert.True(packet == again);
    }

    private static void Same(JsonElement fields, string name, string value) => Assert.Equal(fields.GetProperty(name).GetString(), value);

    private static void Same(JsonElement fields, string name, PrincipalId id) => Same(fields, name, Convert.ToHexStringLower(id.Bytes));
}
