using System.Net;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class RecordedSessionTests
{
    /// <summary>The recording's names for fields that our tables name otherwise.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["aes_key_b64"] = "key",
        ["session_key_b64"] = "session_key",
        ["creation_time"] = "created_at",
        ["expiration_time"] = "expires_at",
        ["plaintext"] = "content",
        ["ip"] = "address",
    };

    [Fact]
    public void Every_packet_of_the_session_is_found_in_order_with_its_code_and_fields()
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> decoded = Vector.DecodePcap(Vector.SessionPcap(), keys);
        List<JsonElement> expected =
        [
            .. Vector.Session.GetProperty("messages").EnumerateArray()
                .SelectMany(m => m.TryGetProperty("packets", out JsonElement packets) ? packets.EnumerateArray() : Enumerable.Repeat(m, 1)),
        ];

        Assert.Equal(expected.Select(e => e.GetProperty("code").GetInt32()), decoded.Select(p => (int)p.Code!.Value));
        int compared = 0;
        foreach ((JsonElement packet, DecodedPacket ours) in expected.Zip(decoded))
        {
            Assert.Equal(DecodeStatus.Ok, ours.Status);
            Assert.Empty(ours.AllFindings);
            if (packet.TryGetProperty("fields", out JsonElement fields))
                compared += Compare(fields, ours, "");
        }

        Assert.Equal(125, compared);
    }

    [Fact]
    public void Every_ciphertext_of_the_session_opens_with_its_passwords_and_service_keys()
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedField> sealedFields =
        [
            .. Vector.DecodePcap(Vector.SessionPcap(), keys).SelectMany(p => p.Leaves()).Where(f => f.Layout?.Encryption is not null),
        ];

        Assert.All(sealedFields, f => Assert.Equal(DecryptionStatus.Opened, f.Decryption!.Status));
        Assert.Equal(12, sealedFields.Count(f => f.Path == "content"));
    }

    [Fact]
    public void The_service_key_alone_opens_the_authenticator_that_stands_before_its_ticket()
    {
        using var keys = new KeyChain();
        foreach (JsonElement service in Vector.Session.GetProperty("secrets").GetProperty("services").EnumerateArray())
            keys.Add(Packets.KeyRole.Service, service.GetProperty("key_b64").GetBytesFromBase64());

        DecodedPacket handshake = Vector.DecodePcap(Vector.SessionPcap(), keys).First(p => p.Code == 1028);

        Assert.Equal("24", Value.At(handshake, "authenticator.version"));
        Assert.Equal(Value.At(handshake, "ticket.client_id"), Value.At(handshake, "authenticator.client_id"));
    }

    [Fact]
    public void Without_keys_the_session_decodes_and_every_ciphertext_stays_closed()
    {
        List<DecodedPacket> decoded = Vector.DecodePcap(Vector.SessionPcap());

        Assert.All(decoded, p => Assert.Equal(DecodeStatus.Ok, p.Status));
        Assert.All(
            decoded.SelectMany(p => p.Leaves()).Where(f => f.Layout?.Encryption is not null),
            f => Assert.Equal(DecryptionStatus.NoKey, f.Decryption!.Status));
    }

    [Fact]
    public void A_wrong_key_is_told_from_a_missing_one()
    {
        using var keys = new KeyChain();
        keys.Add(Packets.KeyRole.Client, new byte[32]);

        DecodedPacket answer = Vector.DecodePcap(Vector.SessionPcap(), keys).First(p => p.Code == 1603);

        DecodedField nonce = answer["encrypted_key"]!["nonce"]!;
        Assert.Equal(DecryptionStatus.NotOpened, nonce.Decryption!.Status);
        Assert.Equal(DecryptionStatus.NoKey, answer["ticket"]!["session_key"]!.Decryption!.Status);
        Assert.Contains(answer.AllFindings, f => f is { Id: FindingIds.NotOpened, Path: "encrypted_key.nonce", Severity: Severity.Warning });
    }

    // The recording adds facts about a packet (sizes, verdicts, the bytes once more) to its fields; those are passed over.
    private static int Compare(JsonElement expected, DecodedPacket packet, string prefix)
    {
        int compared = 0;
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            string path = prefix + Renamed.GetValueOrDefault(property.Name, property.Name);
            if (property.Name is "hex" or "ciphertext_bytes" or "plaintext_bytes" or "session_key_matches_1603")
                continue;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                compared += Compare(property.Value, packet, path + ".");
                continue;
            }

            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                int index = 0;
                foreach (JsonElement entry in property.Value.EnumerateArray())
                    compared += Compare(entry, packet, FormattableString.Invariant($"{path}[{index++}]."));
                continue;
            }

            string wanted = property.Name.EndsWith("_b64", StringComparison.Ordinal) ? Convert.ToHexStringLower(property.Value.GetBytesFromBase64())
                : property.Name == "ip" ? Convert.ToHexStringLower(IPAddress.Parse(property.Value.GetString()!).GetAddressBytes())
                : property.Value.ToString();
            string actualPath = path.EndsWith("].id", StringComparison.Ordinal) ? path.Replace("].id", "].service_id", StringComparison.Ordinal) : path;
            Assert.Equal(wanted, Value.At(packet, actualPath));
            compared++;
        }

        return compared;
    }
}
