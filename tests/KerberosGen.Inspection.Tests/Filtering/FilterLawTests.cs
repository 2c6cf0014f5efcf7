using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;
using Xunit;

namespace KerberosGen.Inspection.Tests.Filtering;

public sealed class FilterLawTests
{
    private static readonly List<DecodedPacket> Packets = Vector.DecodePcap(Vector.SessionPcap());

    private static readonly string[] Pieces =
    [
        "code", "length", "name", "header.client_id", "services[*].port", "services[0].name", "content.plaintext", "errors", "status", "time", "from", "fields.name", "ticket",
        "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "(", ")", ",", "..", "in", "contains", "matches", "and", "or", "not", "=", "&", "~",
        "1029", "-5", "0x405", "1.5", "1e400", "\"text\"", "'x", "\"\\u00e9\"", "ok", "ChatMessage", "true", "2026-02-24T20:49:56", "127.0.0.1:8000", "KGI102", "::1", "[", "]", ".", "*",
    ];

    [Property]
    public bool Any_text_is_answered(string? text)
    {
        bool isFilter = PacketFilter.TryParse(text ?? "", Vector.Protocol, packet: null, showSecrets: false, out _, out FilterError? error);
        return isFilter ? error is null : IsWithin(error!, text ?? "");
    }

    [Property(MaxTest = 2000)]
    public Property Any_words_in_any_order_are_answered_and_what_is_understood_reads_back_as_printed() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(p => string.Join(' ', p)).ToArbitrary(), text =>
        {
            if (!PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: false, out PacketFilter? filter, out FilterError? error))
                return IsWithin(error, text) && error.Describe("--where", text).Length > 0;
            return ReadsBack(filter);
        });

    [Property(MaxTest = 500)]
    public Property A_filter_reads_back_as_printed_and_chooses_the_same() => Prop.ForAll(Conditions(4).ToArbitrary(), text =>
    {
        Assert.True(PacketFilter.TryParse(text, Vector.Protocol, packet: null, showSecrets: false, out PacketFilter? filter, out FilterError? error), error?.Describe("--where", text));
        return ReadsBack(filter);
    });

    [Fact]
    public void Very_deep_and_very_long_filters_are_answered()
    {
        Assert.False(PacketFilter.TryParse(new string('(', 100_000), Vector.Protocol, null, false, out _, out FilterError? error));
        Assert.Contains("more than 64", error.Message, StringComparison.Ordinal);
        Assert.False(PacketFilter.TryParse(new string('!', 100_000) + "code", Vector.Protocol, null, false, out _, out _));
        Assert.True(PacketFilter.TryParse(string.Join(" || ", Enumerable.Range(0, 20_000).Select(i => $"code == {i}")), Vector.Protocol, null, false, out PacketFilter? many, out _));
        Assert.Equal(Packets.Count, Packets.Count(many.Matches));
    }

    private static bool ReadsBack(PacketFilter filter)
    {
        string printed = filter.ToString();
        Assert.True(PacketFilter.TryParse(printed, Vector.Protocol, packet: null, showSecrets: false, out PacketFilter? again, out FilterError? error), error?.Describe("--where", printed));
        return again.ToString() == printed && Packets.All(p => filter.Matches(p) == again.Matches(p));
    }

    private static bool IsWithin(FilterError error, string text) =>
        error.Position >= 0 && error.Position <= text.Length && error.Length >= 1 && error.Message.Length > 0;

    private static Gen<string> Conditions(int depth)
    {
        Gen<string> one = Gen.OneOf(
            Pick("code", "length", "header.payload_size", "number", "services[*].port", "services[0].port", "fields.length")
                .SelectMany(path => Pick("==", "!=", "<", "<=", ">", ">="), (path, symbol) => $"{path} {symbol} ")
                .SelectMany(_ => Gen.Choose(-5, 2000), (left, value) => left + value),
            Pick("fields.name", "services[*].name").SelectMany(path => Pick("==", "!=", "contains", "<", "matches"), (path, symbol) => $"{path} {symbol} ")
                .SelectMany(_ => Pick("\"Room\"", "\"a\\\\\\\"b\"", "'it\\x41'", "\"\\u0007\"", "\"é😀\""), (left, value) => left + value)
                .Where(t => !t.Contains("matches", StringComparison.Ordinal) || t.Contains("Room", StringComparison.Ordinal)),
            Pick("errors", "content", "ticket", "!services", "time > 2020-01-01", "from == 127.0.0.1", "code in (1024..1029, 1602, 0x641)", "status in (ok, partial)", "64 < length",
                "header.client_id contains 0x4e", "name == ChatMessage", "code == ServiceListResponse", "length > header.payload_size", "errors == KGI102", "direction != request"));
        if (depth == 0)
            return one;
        Gen<string> smaller = Conditions(depth - 1);
        return Gen.OneOf(
            one,
            smaller.SelectMany(_ => smaller, (a, b) => $"{a} && {b}"),
            smaller.SelectMany(_ => smaller, (a, b) => $"{a} || {b}"),
            smaller.Select(a => $"({a})"),
            smaller.Select(a => $"!({a})"));
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Elements(texts);
}
