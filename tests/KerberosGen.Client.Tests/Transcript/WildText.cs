using FsCheck;
using FsCheck.Fluent;

namespace KerberosGen.Client.Tests;

/// <summary>Text as nobody would like to get it: escapes, overrides, marks, joiners, pictures, wide characters, halves of characters.</summary>
public sealed record WildText(string Value)
{
    private static readonly string[] Parts =
    [
        "a", "b", "word", "alice", "@alice", " ", "  ", ", ", ": ", "/me ", "\n", "\r", "\t", "\0", "\a", "\b", "\e[2J", "\e]0;x\a", "\u0085", "\u009b31m",
        "\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2028", "\u2029", "\U000e0041", "\ue000",
        "\u0301", "e\u0301", "\u20e3", "1\ufe0f\u20e3", "\ufe0f", "❤\ufe0f", "👨\u200d👩\u200d👧\u200d👦", "🏽", "👍🏽", "🇩", "🇩🇪", "漢", "字、", "한", "\u1100", "\u1161",
        "\u0e01\u0e33", "\u0e33", "क\u094dष", "\u0600", "\u0661", "ب", "ﷺ", "\u2e3b", "\ud800", "\udc00", "\u25cc", "\ufffd", "…", "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u030f\u0310\u0311",
    ];

    /// <summary>Makes them.</summary>
    public static Arbitrary<WildText> Any() =>
        Gen.Elements(Parts).ListOf().Select(static parts => new WildText(string.Concat(parts))).ToArbitrary();
}
