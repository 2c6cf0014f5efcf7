using System.Diagnostics;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>The documented layout, which no recording covers: packets that openssl and python3 made.</summary>
public sealed class DocumentedPacketTests
{
    public static TheoryData<int, string> Rows => VectorFile.Documented.Rows;

    [Fact]
    public void There_is_a_vector_of_every_packet_of_the_documented_layout()
    {
        string[] known = [.. VectorFile.Documented.Packets.Select(vector => vector.Label)];
        IEnumerable<string> wanted = PacketCatalog.Layout.Packets
            .Where(packet => packet.WireLayout != WireLayouts.Original && packet.Kind != PacketKind.Header)
            .Where(packet => !packet.Name.EndsWith("Entry", StringComparison.Ordinal))
            .Select(packet => packet.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? packet.Name);
        string[] missing = [.. wanted.Except(known)];
        Assert.True(missing.Length == 0, $"No independent vector of {string.Join(", ", missing)}: add it to Vectors/make_documented_vectors.py and run that.");
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_packs_to_exactly_those_bytes(int row, string label)
    {
        PacketVector vector = VectorFile.Documented.Packets[row];
        byte[] packed = label switch
        {
            "EncryptedKey" => EncryptedKey(vector).ToArray(),
            "Ticket" => Ticket(vector).ToArray(),
            "1028" => Frames.Request(vector.Id("client_id"), new SymmetricKeyRequest
            {
                Authenticator = VectorPacking.Authenticator(VectorFile.Documented.Of("Authenticator")),
                Ticket = Ticket(VectorFile.Documented.Of("Ticket")),
            }),
            "1603" => Frames.Response(new TicketResponse
            {
                ClientId = vector.Id("client_id"),
                EncryptedKey = EncryptedKey(VectorFile.Documented.Of("EncryptedKey")),
                Ticket = Ticket(VectorFile.Documented.Of("Ticket")),
            }),
            _ => VectorPacking.Pack(vector),
        };
        Assert.Equal(Convert.ToHexStringLower(vector.Bytes), Convert.ToHexStringLower(packed));
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_unpacks_to_exactly_those_fields(int row, string label)
    {
        PacketVector vector = VectorFile.Documented.Packets[row];
        switch (label)
        {
            case "EncryptedKey":
                Assert.Equal(UnpackResult.Done(64), Packets.EncryptedKey.Unpack(vector.Bytes, out EncryptedKey key));
                Check(vector, key);
                break;
            case "Ticket":
                Assert.Equal(UnpackResult.Done(137), Packets.Ticket.Unpack(vector.Bytes, out Ticket ticket));
                Check(vector, ticket);
                break;
            case "1028":
                var request = Frames.ReadRequest<SymmetricKeyRequest>(vector.Bytes, vector.Id("client_id"));
                VectorChecking.Authenticator(VectorFile.Documented.Of("Authenticator"), request.Authenticator);
                Check(VectorFile.Documented.Of("Ticket"), request.Ticket);
                break;
            case "1603":
                var response = Frames.ReadResponse<TicketResponse>(vector.Bytes);
                Assert.Equal(vector.Id("client_id"), response.ClientId);
                Check(VectorFile.Documented.Of("EncryptedKey"), response.EncryptedKey);
                Check(VectorFile.Documented.Of("Ticket"), response.Ticket);
                break;
            default:
                VectorChecking.Check(vector);
                break;
        }
    }

    [Fact]
    public void The_script_makes_the_file_again()
    {
        var start = new ProcessStartInfo("python3", [VectorFile.PathOf("make_documented_vectors.py")])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process script = Process.Start(start)!;
        string made = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        Assert.Equal(0, script.ExitCode);
        Assert.Equal(File.ReadAllText(VectorFile.PathOf("documented_packets.json")), made);
    }

    private static EncryptedKey EncryptedKey(PacketVector vector)
    {
        using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(vector.Text("password")));
        using var cipher = new AesCbc(key.Bytes);
        EncryptedKey packet = default;
        packet.Seal(cipher, vector.Iv, new Nonce(vector.Hex("nonce")), vector.SessionKey);
        return packet;
    }

    private static void Check(PacketVector vector, in EncryptedKey packet)
    {
        using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(vector.Text("password")));
        using var cipher = new AesCbc(key.Bytes);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, out Nonce nonce, out AesKey sessionKey));
        Assert.Equal(vector.Hex("nonce"), nonce.Bytes.ToArray());
        Assert.Equal(vector.SessionKey, sessionKey);
    }

    private static Ticket Ticket(PacketVector vector)
    {
        using var cipher = new AesCbc(vector.Hex("service_key_hex"));
        Ticket packet = new()
        {
            Version = Frames.Version,
            ClientId = vector.Id("client_id"),
            ServiceId = vector.Id("service_id"),
            CreatedAt = vector.Inputs.GetProperty("created_at").GetInt64(),
        };
        packet.Seal(cipher, vector.Iv, vector.SessionKey, new TimeText(vector.Text("expiration_time")));
        return packet;
    }

    private static void Check(PacketVector vector, in Ticket packet)
    {
        using var cipher = new AesCbc(vector.Hex("service_key_hex"));
        Assert.Equal(Frames.Version, packet.Version);
        Assert.Equal(vector.Id("client_id"), packet.ClientId);
        Assert.Equal(vector.Id("service_id"), packet.ServiceId);
        Assert.Equal(vector.Inputs.GetProperty("created_at").GetInt64(), packet.CreatedAt);
        Assert.Equal(vector.Iv, packet.Iv);
        Assert.True(packet.TryOpen(cipher, out AesKey sessionKey, out TimeText expires));
        Assert.Equal(vector.SessionKey, sessionKey);
        Assert.Equal(vector.Text("expiration_time"), expires.ToString());
    }
}
