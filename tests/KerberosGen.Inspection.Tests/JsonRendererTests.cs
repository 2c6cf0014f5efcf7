using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class JsonRendererTests
{
    [Fact]
    public void Every_packet_of_the_session_is_one_line_with_the_contracts_members_in_order()
    {
        List<JsonElement> lines = Lines(Vector.DecodePcap(Vector.SessionPcap()), showSecrets: false);

        Assert.Equal(48, lines.Count);
        Assert.All(lines, line => Assert.Equal(
            ["schema", "number", "code", "name", "status", "direction", "offset", "length", "time", "stream", "from", "to", "header", "fields", "spans", "redacted", "errors", "warnings"],
            line.EnumerateObject().Select(p => p.Name).Where(n => n is not ("layout" or "display" or "decrypted"))));
        Assert.All(lines, line => Assert.Equal("kerberosgen.packet/1", line.GetProperty("schema").GetString()));
    }

    [Fact]
    public void The_array_form_holds_the_same_objects()
    {
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap());
        JsonElement array = JsonDocument.Parse(Write(packets, lines: false, showSecrets: false)).RootElement;

        Assert.Equal(Lines(packets, showSecrets: false), array.EnumerateArray(), (line, entry) => JsonElement.DeepEquals(line, entry));
        Assert.Equal("[]\n", System.Text.Encoding.UTF8.GetString(Write([], lines: false, showSecrets: false)));
    }

    [Fact]
    public void Fields_stand_in_wire_order_with_nested_packets_and_lists_in_place()
    {
        JsonElement list = Lines([Golden(1602)], showSecrets: false)[0].GetProperty("fields").GetProperty("services");
        Assert.Equal(["service_id", "name", "address", "port"], list[1].EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Number, list[1].GetProperty("port").ValueKind);

        JsonElement handshake = Lines([Golden(1028)], showSecrets: false)[0].GetProperty("fields");
        Assert.Equal(["authenticator", "ticket"], handshake.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["version", "client_id", "service_id", "created_at", "iv", "session_key", "expires_at"],
            handshake.GetProperty("ticket").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Integers_of_64_bits_are_decimal_strings_and_smaller_ones_numbers()
    {
        var roomEvent = new Packets.RoomEvent { Sequence = ulong.MaxValue, Time = -5, Kind = Packets.EventKind.Left, Content = new byte[16] };
        byte[] payload = roomEvent.ToArray();
        byte[] bytes = [24, 0x46, 0x06, .. BitConverter.GetBytes(payload.Length), .. payload];
        DecodedPacket packet = new PacketDecoder(Vector.Protocol).Decode(bytes, PacketDirection.Response);

        JsonElement fields = Lines([packet], showSecrets: false)[0].GetProperty("fields");

        Assert.Equal("18446744073709551615", fields.GetProperty("sequence").GetString());
        Assert.Equal("-5", fields.GetProperty("time").GetString());
        Assert.Equal(3, fields.GetProperty("kind").GetInt32());
        Assert.Equal(16, fields.GetProperty("length").GetInt32());
    }

    [Fact]
    public void Secrets_are_null_and_listed_unless_asked_for()
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap(), keys);
        string hidden = System.Text.Encoding.UTF8.GetString(Write(packets, lines: true, showSecrets: false));
        string shown = System.Text.Encoding.UTF8.GetString(Write(packets, lines: true, showSecrets: true));
        JsonElement secrets = Vector.Session.GetProperty("secrets");
        string serviceKey = Convert.ToHexStringLower(secrets.GetProperty("services")[0].GetProperty("key_b64").GetBytesFromBase64());
        string sessionKey = Convert.ToHexStringLower(
            secrets.GetProperty("clients")[0].GetProperty("services_info_json")[0].GetProperty("aes_key").GetBytesFromBase64());

        foreach (string secret in (string[])["Wonderland-1865", serviceKey, sessionKey])
        {
            Assert.DoesNotContain(secret, hidden, StringComparison.Ordinal);
            Assert.Contains(secret, shown, StringComparison.Ordinal);
        }

        JsonElement registration = Lines(packets, showSecrets: false)[4];
        Assert.Equal(JsonValueKind.Null, registration.GetProperty("fields").GetProperty("password").ValueKind);
        Assert.Equal("password", registration.GetProperty("redacted")[0].GetString());
    }

    [Fact]
    public void Plaintexts_stand_beside_their_ciphertexts_with_the_key_that_opened_them()
    {
        using KeyChain keys = Vector.SessionKeys();
        DecodedPacket message = Vector.DecodePcap(Vector.SessionPcap(), keys).First(p => p.Code == 1029);

        JsonElement line = Lines([message], showSecrets: false)[0];
        JsonElement content = line.GetProperty("decrypted").GetProperty("content");

        Assert.Equal("alice: hi", content.GetProperty("value").GetString());
        Assert.Equal((9, 7, "Session"), (content.GetProperty("length").GetInt32(), content.GetProperty("padding").GetInt32(), content.GetProperty("role").GetString()));
        Assert.Equal(32, line.GetProperty("fields").GetProperty("content").GetString()!.Length);
    }

    [Fact]
    public void A_cut_packet_is_partial_and_its_error_says_where()
    {
        DecodedPacket cut = new PacketDecoder(Vector.Protocol).Decode(Vector.Golden[0].Bytes.AsMemory(0, 278), PacketDirection.Request);

        JsonElement line = Lines([cut], showSecrets: false)[0];
        JsonElement error = line.GetProperty("errors")[0];

        Assert.Equal("partial", line.GetProperty("status").GetString());
        Assert.Equal("""{"id":"KGI102","title":"truncated","path":"password","offset":278,"needed":255,"found":0,"note":"payload_size 510, got 255","hint":"the cut is on a field boundary; 255 bytes are missing"}""", error.GetRawText());
    }

    [Fact]
    public void Text_that_could_turn_a_terminals_direction_is_escaped()
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        "a\u202eb\u001b[2J"u8.CopyTo(registration.AsSpan(23));
        DecodedPacket packet = new PacketDecoder(Vector.Protocol).Decode(registration, PacketDirection.Request);

        string json = System.Text.Encoding.UTF8.GetString(Write([packet], lines: true, showSecrets: false));

        Assert.DoesNotContain('\u202e', json);
        Assert.DoesNotContain('\u001b', json);
        Assert.StartsWith("a\u202eb\u001b[2J", JsonDocument.Parse(json).RootElement.GetProperty("fields").GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    private static DecodedPacket Golden(int code)
    {
        GoldenPacket golden = Vector.Golden.First(g => g.Code == code);
        return golden.Decode(golden.Bytes);
    }

    private static List<JsonElement> Lines(IEnumerable<DecodedPacket> packets, bool showSecrets) =>
    [
        .. System.Text.Encoding.UTF8.GetString(Write(packets, lines: true, showSecrets))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement),
    ];

    private static byte[] Write(IEnumerable<DecodedPacket> packets, bool lines, bool showSecrets)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions { ShowSecrets = showSecrets }, lines);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        renderer.Complete();
        return output.ToArray();
    }
}
