using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests.Filtering;

public sealed class PacketFilterTests : IDisposable
{
    private readonly KeyChain _keys;
    private readonly List<DecodedPacket> _packets;

    public PacketFilterTests()
    {
        _keys = Vector.SessionKeys();
        _packets = Vector.DecodePcap(Vector.SessionPcap(), _keys);
    }

    public void Dispose() => _keys.Dispose();

    [Theory]
    [InlineData("code == 1029")]
    [InlineData("code == 0x405")]
    [InlineData("1029 == code")]
    [InlineData("code == ChatMessage")]
    [InlineData("name == ChatMessage")]
    [InlineData("name == \"chatmessage\"")]
    [InlineData("header.code == 1029 && direction == request")]
    [InlineData("code in (1029)")]
    [InlineData("code in (1029..1029, 7)")]
    [InlineData("code > 1028 and code <= 1029")]
    [InlineData("!(code < 1029 || code > 1029)")]
    [InlineData("not code != 1029")]
    [InlineData("ChatMessage.content")]
    [InlineData("ChatMessage.message_size > 0")]
    [InlineData("name matches \"^Chat[M]\"")]
    public void The_same_packets_are_chosen_in_different_words(string text) =>
        Assert.Equal(_packets.Where(p => p.Code == 1029).Select(p => p.Number), Chosen(text));

    [Fact]
    public void Each_member_is_compared_with_its_own_value()
    {
        DecodedPacket packet = _packets.First(p => p.Code == 1603);
        PacketOrigin origin = packet.Origin!;
        string[] texts =
        [
            $"number == {packet.Number}", $"length == {packet.Length}", $"offset == {packet.Offset}", $"stream == {origin.Stream}", $"code == {packet.Code}",
            "status == ok", "direction == RESPONSE", $"layout == {packet.WireLayout}", $"from == \"{origin.From}\"", $"from == \"{origin.From.Address}\"", $"to == \"{origin.To}\"",
            $"from.port == {origin.From.Port}", $"to.port == {origin.To.Port}", $"from contains \"{origin.From.Port}\"",
            $"time == {origin.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffff}Z", $"time > {origin.Time.UtcDateTime.AddSeconds(-1):yyyy-MM-ddTHH:mm:ss}", "errors == 0", "!warnings",
            "header.payload_size == 257 || header.payload_size == 217",
        ];

        Assert.All(texts, text => Assert.True(Parse(text).Matches(packet), text));
        Assert.All(texts[..4], text => Assert.False(Parse(text.Replace("==", "!=", StringComparison.Ordinal)).Matches(packet), text));
        Assert.False(Parse("from == 203.0.113.9").Matches(packet));
        Assert.False(Parse("time < 2000-01-01").Matches(packet));
    }

    [Fact]
    public void Fields_are_named_as_in_json_and_entries_by_index_or_all()
    {
        DecodedPacket list = _packets.First(p => p.Code == 1602 && p["services"]!.Children.Count > 1);
        DecodedField second = list["services"]!.Children[1];
        string id = Convert.ToHexStringLower(second["service_id"]!.Bytes.Span);
        ulong port = second["port"]!.Number;

        Assert.All(
            [$"services[*].port == {port}", $"services.port == {port}", $"services[1].port == {port}", $"ServiceListResponse.services[1].port == {port}", $"fields.services[1].port == {port}",
             $"services[*].service_id == {id}", $"services[*].service_id == 0x{id}", $"services[*].service_id == \"{Guid.Parse(id)}\"", $"services[*].service_id contains 0x{id[2..8]}",
             "services[*].name == \"" + second["name"]!.Text + "\"", "services[*].address == 127.0.0.1", "services[1]"],
            text => Assert.True(Parse(text).Matches(list), text));
        Assert.False(Parse($"services[9].port == {port}").Matches(list));
        Assert.False(Parse("services[*].port != " + port).Matches(list));
    }

    [Fact]
    public void An_opened_ciphertext_is_looked_into_and_a_closed_one_matches_nothing()
    {
        PacketFilter filter = Parse("content.plaintext contains \"alice: hi\"");
        DecodedPacket opened = _packets.First(p => p.Code == 1029);

        Assert.Contains(_packets, filter.Matches);
        Assert.True(Parse("ChatMessage.content.plaintext").Matches(opened));
        Assert.DoesNotContain(Vector.DecodePcap(Vector.SessionPcap()), filter.Matches);
        Assert.DoesNotContain(Vector.DecodePcap(Vector.SessionPcap()), Parse("content.plaintext != \"x\"").Matches);
    }

    [Fact]
    public void Findings_are_counted_or_named()
    {
        DecodedPacket cut = new PacketDecoder(Vector.Protocol).Decode(Vector.Golden[0].Bytes.AsMemory(0, 278), PacketDirection.Request);

        Assert.All(
            ["errors", "errors > 0", "errors == 1", "errors == KGI102", "errors in (KGI101, kgi102)", "errors != KGI101", "status != ok", "!(errors == KGI101)"],
            text => Assert.True(Parse(text).Matches(cut), text));
        Assert.False(Parse("warnings == KGI102").Matches(cut));
        Assert.False(Parse("errors").Matches(_packets[0]));
    }

    [Fact]
    public void Two_fields_of_a_packet_compare()
    {
        Assert.NotEmpty(Chosen("header.payload_size == fields.length || length > header.payload_size"));
        Assert.Empty(Chosen("length <= header.payload_size"));
    }

    [Theory]
    [InlineData("password == \"qwer1234\"")]
    [InlineData("password contains \"q\"")]
    [InlineData("password")]
    [InlineData("ClientRegistration.password matches \"^q\"")]
    [InlineData("!fields.password")]
    [InlineData("\"qwer1234\" == password")]
    [InlineData("name == ClientRegistration && fields.name != password")]
    public void A_secret_cannot_be_asked_for_unless_secrets_are_shown(string text)
    {
        Assert.False(PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: false, out _, out FilterError? error));
        Assert.Contains("--show-secrets", error.Message, StringComparison.Ordinal);
        Assert.True(PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: true, out _, out _));
    }

    [Theory]
    [InlineData("code = 1029", 5, 1, "= is written ==")]
    [InlineData("code == ", 8, 1, "a value is missing here")]
    [InlineData("cod == 1029", 0, 3, "no packet has cod; did you mean code?")]
    [InlineData("header.cilent_id == 0x00", 7, 9, "header has no cilent_id; did you mean client_id?")]
    [InlineData("services[*].prot == 1", 12, 4, "services[*] has no prot; did you mean port?")]
    [InlineData("port == 8000", 0, 4, "no packet has port; did you mean services[*].port?")]
    [InlineData("fieldd == 1", 0, 6, "no packet has fieldd")]
    [InlineData("code == 1029 length > 4", 13, 6, "&& or || is missing in front of this")]
    [InlineData("(code == 1029", 0, 1, "its closing parenthesis is missing")]
    [InlineData("code == 1029)", 12, 1, "&& or || is missing in front of this")]
    [InlineData("status == okay", 10, 4, "status cannot be compared with this: it is one of ok, partial, unknown, garbage; did you mean ok?")]
    [InlineData("name == \"alice\"", 8, 7, "name cannot be compared with this: it has no such value (the packets' own field is fields.name)")]
    [InlineData("code == \"1029\"", 8, 6, "code cannot be compared with this: it is a number or a name")]
    [InlineData("length == \"12\"", 10, 4, "length cannot be compared with this: it is a number; leave the quotes out")]
    [InlineData("ticket == 1", 10, 1, "ticket cannot be compared with this: it holds several fields; name one of them")]
    [InlineData("header.client_id == 0x4e43", 20, 6, "header.client_id cannot be compared with this: it has 16 bytes and these are 2; contains looks for a part")]
    [InlineData("header.client_id == hello", 20, 5, "no packet has hello")]
    [InlineData("content.plaintxt", 8, 8, "content holds no fields")]
    [InlineData("length.plaintext == 1", 7, 9, "length is not encrypted")]
    [InlineData("fields.name == alice", 15, 5, "fields.name cannot be compared with this: it is text; write \"alice\"")]
    [InlineData("fields.name matches \"(\"", 20, 3, "the pattern is no regular expression (InsufficientClosingParentheses, at its character 1)")]
    [InlineData("fields.name == \"a", 15, 2, "the closing quote is missing")]
    [InlineData("12 && code", 0, 2, "this is neither a field's path nor a value; a path is written services[0].name or services[*].port, and text stands in quotes")]
    [InlineData("", 0, 1, "a condition is missing here")]
    [InlineData("code in 5", 8, 1, "in takes values in parentheses: code in (1024, 1027..1029)")]
    [InlineData("code == 1 == 2", 10, 2, "a comparison has one operator; join two with &&")]
    public void A_mistake_is_shown_at_its_column_with_what_may_be_meant(string text, int position, int length, string message)
    {
        Assert.False(PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: false, out _, out FilterError? error));
        Assert.Equal(new FilterError(message, position, length), error);
    }

    [Fact]
    public void The_mark_stands_below_the_mistake()
    {
        Assert.False(PacketFilter.TryParse("code == 1029 && \e legnth > 4", Vector.Protocol, packet: null, showSecrets: false, out _, out FilterError? escape));
        Assert.Equal(
            "--where, column 17: this character means nothing here; text stands in quotes\n  code == 1029 && ? legnth > 4\n                  ^",
            escape.Describe("--where", "code == 1029 && \e legnth > 4"));
    }

    [Theory]
    [InlineData("code == 1029 && length > 64 && stream == 3", false)]
    [InlineData("status == ok", true)]
    [InlineData("header.code == 1029", true)]
    [InlineData("code == 1029 || fields.name == \"x\"", true)]
    public void A_filter_says_whether_packets_must_be_taken_apart(string text, bool expected) =>
        Assert.Equal(expected, Parse(text).NeedsFields);

    private static PacketFilter Parse(string text)
    {
        Assert.True(PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: false, out PacketFilter? filter, out FilterError? error), error?.Describe("--where", text));
        return filter;
    }

    private IEnumerable<int> Chosen(string text)
    {
        PacketFilter filter = Parse(text);
        return _packets.Where(filter.Matches).Select(p => p.Number);
    }
}
