using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector;
using KerberosGen.Packets;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class GoldenPacketTests
{
    public static TheoryData<int> All => [.. Enumerable.Range(0, Vector.Golden.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_golden_packet_decodes_whole_and_shows_its_inputs(int index)
    {
        GoldenPacket golden = Vector.Golden[index];
        using KeyChain keys = KeysOf(golden.Inputs);

        DecodedPacket packet = golden.Decode(golden.Bytes, keys);

        Assert.Equal(DecodeStatus.Ok, packet.Status);
        Assert.Empty(packet.AllFindings);
        HashSet<string> shown = [.. packet.Leaves().Select(f => Value.Of(f.Decryption?.Plaintext ?? f))];
        foreach (string name in (string[])["name", "password", "client_id", "service_id", "nonce", "iv", "session_key_hex", "expiration_time", "creation_time", "version_text", "plaintext"])
        {
            bool isKeyOnly = name is "password" && golden.Code == 1701 || name == "session_key_hex" && golden.Code is 1029 or 1703;
            if (!isKeyOnly && golden.Inputs.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                Assert.Contains(value.GetString()!, shown);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_leaves_of_a_golden_packet_cover_every_byte_once_in_wire_order(int index)
    {
        GoldenPacket golden = Vector.Golden[index];
        int at = 0;
        foreach (DecodedField leaf in golden.Decode(golden.Bytes).Leaves())
        {
            Assert.Equal(at, leaf.Offset);
            Assert.True(leaf.Bytes.Span.SequenceEqual(golden.Bytes.AsSpan(at, leaf.Length)));
            at += leaf.Length;
        }

        Assert.Equal(golden.Bytes.Length, at);
    }

    private static KeyChain KeysOf(JsonElement inputs)
    {
        var keys = new KeyChain();
        if (inputs.TryGetProperty("session_key_hex", out JsonElement session))
            keys.Add(KeyRole.Session, Convert.FromHexString(session.GetString()!));
        if (inputs.TryGetProperty("service_key_hex", out JsonElement service))
            keys.Add(KeyRole.Service, Convert.FromHexString(service.GetString()!));
        if (inputs.TryGetProperty("password", out JsonElement password))
        {
            using var key = Crypto.KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(password.GetString()!));
            keys.Add(KeyRole.Client, key.Bytes);
        }

        return keys;
    }
}
