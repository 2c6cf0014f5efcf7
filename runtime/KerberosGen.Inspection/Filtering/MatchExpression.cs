using System.Text.RegularExpressions;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A regular expression that finds something in a text.</summary>
/// <param name="path">What is looked at.</param>
/// <param name="pattern">As it is typed.</param>
/// <param name="regex">Of the kind that takes time in proportion to the text, whatever it says.</param>
internal sealed class MatchExpression(FilterPath path, FilterLiteral pattern, Regex regex) : FilterExpression
{
    private readonly List<FilterValue> _values = [];

    public override bool NeedsFields => path.NeedsFields;

    /// <summary>The pattern made ready; null with what is wrong with it.</summary>
    public static Regex? Prepare(string pattern, out string problem)
    {
        try
        {
            problem = "";
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            problem = exception is RegexParseException parse
                ? FormattableString.Invariant($"the pattern is no regular expression ({parse.Error}, at its character {parse.Offset})")
                : "the pattern uses what takes unlimited time (backreferences, lookarounds), or is too large";
            return null;
        }
    }

    public override bool Holds(DecodedPacket packet)
    {
        _values.Clear();
        path.Collect(packet, _values);
        return _values.Exists(v => TextOf(v) is { } text && regex.IsMatch(text));
    }

    public override string ToString() => $"{path} matches {pattern}";

    private static string? TextOf(in FilterValue value) => value.Kind == FilterKind.Endpoint ? value.Endpoint!.ToString() : value.Text;
}
