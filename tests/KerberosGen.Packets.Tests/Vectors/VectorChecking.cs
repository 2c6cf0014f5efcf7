using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Unpacks and opens a vector's bytes and compares every field: the packets that are the same in both layouts.</summary>
public static class VectorChecking
{
    public static void Check(PacketVector vector)
    {
        switch (vector.Label)
        {
            case "1024":
                var client = Frames.ReadRequest<ClientRegistration>(vector.Bytes, default);
                Assert.Equal(vector.Text("name"), client.Name.ToString());
                Assert.Equal(vector.Text("password"), Encoding.UTF8.GetString(client.Password.Utf8));
                Assert.True(client.Name.IsTerminated && client.Name.IsPadded);
                Assert.True(client.Password.IsTerminated && client.Password.IsPadded);
                break;
            case "1025":
                var service = Frames.ReadRequest<ServiceRegistration>(vector.Bytes, default);
                Assert.Equal(vector.Text("name"), service.Name.ToString());
                Assert.Equal(vector.Hex("aes_key_hex"), service.Key.Bytes.ToArray());
                break;
            case "1026":
                Frames.ReadRequest<ServiceListRequest>(vector.Bytes, vector.Id("client_id"));
                break;
            case "1027":
                var request = Frames.ReadRequest<TicketRequest>(vector.Bytes, vector.Id("client_id"));
                Assert.Equal(vector.Hex("service_id"), request.ServiceId.Bytes.ToArray());
                Assert.Equal(vector.Hex("nonce"), request.Nonce.Bytes.ToArray());
                break;
            case "1029":
                ChatMessage(vector);
                break;
            case "1030":
                Subscribe(vector);
                break;
            case "1031":
                Frames.ReadRequest<MembersRequest>(vector.Bytes, vector.Id("client_id"));
                break;
            case "1032":
                Frames.ReadRequest<LeaveRequest>(vector.Bytes, vector.Id("client_id"));
                break;
            case "1600":
                Assert.Equal(vector.Hex("id"), Frames.ReadResponse<RegistrationSuccess>(vector.Bytes).Id.Bytes.ToArray());
                break;
            case "1601":
                Frames.ReadResponse<RegistrationFailure>(vector.Bytes);
                break;
            case "1602":
                Assert.Equal(VectorPacking.Services(vector), Frames.ReadResponse<ServiceListResponse>(vector.Bytes).Services.ToArray());
                break;
            case "1604":
                Frames.ReadResponse<SymmetricKeyAck>(vector.Bytes);
                break;
            case "1605":
                Frames.ReadResponse<MessageAck>(vector.Bytes);
                break;
            case "1606":
                RoomEvent(vector);
                break;
            case "1607":
                Assert.Equal(VectorPacking.Members(vector), Frames.ReadResponse<MembersResponse>(vector.Bytes).Members.ToArray());
                break;
            case "1609":
                Frames.ReadResponse<GeneralError>(vector.Bytes);
                break;
            case "1704":
                Frames.ReadResponse<OriginalUnknownClient>(vector.Bytes);
                break;
            case "Authenticator":
                Assert.Equal(UnpackResult.Done(128), Packets.Authenticator.Unpack(vector.Bytes, out Authenticator authenticator));
                Authenticator(vector, authenticator);
                break;
            default:
                throw new ArgumentException($"There is no rule for {vector.Label}.");
        }
    }

    public static void Authenticator(PacketVector vector, in Authenticator packet)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, out VersionText version, out PrincipalId client, out PrincipalId service, out TimeText created));
        Assert.Equal(vector.Text("version_text"), version.ToString());
        Assert.Equal(vector.Id("client_id"), client);
        Assert.Equal(vector.Id("service_id"), service);
        Assert.Equal(vector.Text("creation_time"), created.ToString());
    }

    private static void ChatMessage(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        var packet = Frames.ReadRequest<ChatMessage>(vector.Bytes, vector.Id("client_id"));
        Assert.Equal((uint)packet.Content.Length, packet.MessageSize);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, new byte[packet.Content.Length], out ReadOnlySpan<byte> text));
        Assert.Equal(vector.Text("plaintext"), Encoding.UTF8.GetString(text));
    }

    private static void Subscribe(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        var packet = Frames.ReadRequest<SubscribeRequest>(vector.Bytes, vector.Id("client_id"));
        Assert.Equal(VectorPacking.Number(vector, "since"), packet.Since);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.Equal(packet.DisplayName.Length, packet.Length);
        Assert.True(packet.TryOpen(cipher, new byte[packet.DisplayName.Length], out ReadOnlySpan<byte> name));
        Assert.Equal(vector.Text("plaintext"), Encoding.UTF8.GetString(name));
    }

    private static void RoomEvent(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.SessionKey.Bytes);
        var packet = Frames.ReadResponse<RoomEvent>(vector.Bytes);
        Assert.Equal(VectorPacking.Number(vector, "sequence"), packet.Sequence);
        Assert.Equal(vector.Inputs.GetProperty("time").GetInt64(), packet.Time);
        Assert.Equal(vector.Inputs.GetProperty("kind").GetByte(), (byte)packet.Kind);
        Assert.Equal(vector.Id("client_id"), packet.ClientId);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.Equal((uint)packet.Content.Length, packet.Length);
        Assert.True(packet.TryOpen(cipher, new byte[packet.Content.Length], out ReadOnlySpan<byte> text));
        Assert.Equal(vector.Text("plaintext"), Encoding.UTF8.GetString(text));
    }
}
