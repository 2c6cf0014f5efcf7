using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>The packets that the original program's own packer made: all of them are in the original layout.</summary>
public sealed class GoldenPacketTests
{
    public static TheoryData<int, string> Rows => VectorFile.Golden.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void It_packs_to_exactly_those_bytes(int row, string label)
    {
        PacketVector vector = VectorFile.Golden.Packets[row];
        byte[] packed = label switch
        {
            "EncryptedKey" => EncryptedKey(vector).ToArray(),
            "Ticket" => Ticket(vector).ToArray(),
            "1028" => Frames.Request(vector.Id("client_id"), new OriginalSymmetricKeyRequest
            {
                Authenticator = VectorPacking.Authenticator(VectorFile.Golden.Of("Authenticator")),
                Ticket = Ticket(VectorFile.Golden.Of("Ticket")),
            }),
            "1603" => Frames.Response(new OriginalTicketResponse
            {
                ClientId = vector.Id("client_id"),
                EncryptedKey = EncryptedKey(VectorFile.Golden.Of("EncryptedKey")),
                Ticket = Ticket(VectorFile.Golden.Of("Ticket")),
            }),
            _ => VectorPacking.Pack(vector),
        };
        Assert.Equal(Convert.ToHexStringLower(vector.Bytes), Convert.ToHexStringLower(packed));
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_unpacks_to_exactly_those_fields(int row, string label)
    {
        PacketVector vector = VectorFile.Golden.Packets[row];
        switch (label)
        {
            case "EncryptedKey":
                Assert.Equal(UnpackResult.Done(80), OriginalEncryptedKey.Unpack(vector.Bytes, out OriginalEncryptedKey key));
                Check(vector, key);
                break;
            case "Ticket":
                Assert.Equal(UnpackResult.Done(161), OriginalTicket.Unpack(vector.Bytes, out OriginalTicket ticket));
                Check(vector, ticket);
                break;
            case "1028":
                var request = Frames.ReadRequest<OriginalSymmetricKeyRequest>(vector.Bytes, vector.Id("client_id"));
                VectorChecking.Authenticator(VectorFile.Golden.Of("Authenticator"), request.Authenticator);
                Check(VectorFile.Golden.Of("Ticket"), request.Ticket);
                break;
            case "1603":
                var response = Frames.ReadResponse<OriginalTicketResponse>(vector.Bytes);
                Assert.Equal(vector.Id("client_id"), response.ClientId);
                Check(VectorFile.Golden.Of("EncryptedKey"), response.EncryptedKey);
                Check(VectorFile.Golden.Of("Ticket"), response.Ticket);
                break;
            default:
                VectorChecking.Check(vector);
                break;
        }
    }

    private static OriginalEncryptedKey EncryptedKey(PacketVector vector)
    {
        using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(vector.Text("password")));
        Assert.Equal(vector.Text("password_sha256"), Convert.ToHexStringLower(key.Bytes));
        using var cipher = new AesCbc(key.Bytes);
        OriginalEncryptedKey packet = default;
        packet.Seal(cipher, vector.Iv, new Nonce(vector.Hex("nonce")), vector.SessionKey);
        return packet;
    }

    private static void Check(PacketVector vector, in OriginalEncryptedKey packet)
    {
        using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(vector.Text("password")));
        using var cipher = new AesCbc(key.Bytes);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, out Nonce nonce, out AesKey sessionKey));
        Assert.Equal(vector.Hex("nonce"), nonce.Bytes.ToArray());
        Assert.Equal(vector.SessionKey, sessionKey);
    }

    private static OriginalTicket Ticket(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.Hex("service_key_hex"));
        OriginalTicket packet = new()
        {
            Version = Frames.Version,
            ClientId = vector.Id("client_id"),
            ServiceId = vector.Id("service_id"),
        };
        packet.Seal(
            cipher,
            vector.Iv,
            new TimeText(vector.Text("creation_time")),
            vector.SessionKey,
            new TimeText(vector.Text("expiration_time")));
        return packet;
    }

    private static void Check(PacketVector vector, in OriginalTicket packet)
    {
        using var cipher = new AesCbc(vector.Hex("service_key_hex"));
        Assert.Equal(Frames.Version, packet.Version);
        Assert.Equal(vector.Id("client_id"), packet.ClientId);
        Assert.Equal(vector.Id("service_id"), packet.ServiceId);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, out TimeText created, out AesKey sessionKey, out TimeText expires));
        Assert.Equal(vector.Text("creation_time"), created.ToString());
        Assert.Equal(vector.SessionKey, sessionKey);
        Assert.Equal(vector.Text("expiration_time"), expires.ToString());
    }
}
