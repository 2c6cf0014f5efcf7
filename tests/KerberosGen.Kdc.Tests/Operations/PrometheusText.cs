using System.Globalization;
using System.Text.RegularExpressions;

namespace KerberosGen.Kdc.Tests.Operations;

/// <summary>What <c>/metrics</c> answers, read as strictly as <c>promtool check metrics</c> would.</summary>
internal sealed partial class PrometheusText
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    public static PrometheusText Parse(string text)
    {
        var parsed = new PrometheusText();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var types = new Dictionary<string, string>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == "# EOF")
                continue;
            if (line.StartsWith('#'))
            {
                Match comment = Comment().Match(line);
                Assert.True(comment.Success, line);
                if (comment.Groups["type"].Success)
                    Assert.True(types.TryAdd(comment.Groups["name"].Value, comment.Groups["type"].Value), $"two types: {line}");
                continue;
            }

            Match sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            string family = Suffix().Replace(sample.Groups["name"].Value, "");
            Assert.True(types.ContainsKey(sample.Groups["name"].Value) || types.ContainsKey(family), $"no type: {line}");
            parsed._samples.Add((sample.Groups["name"].Value, sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)));
        }

        Assert.Equal(parsed._samples.Count, parsed._samples.DistinctBy(static s => (s.Name, s.Labels)).Count());
        return parsed;
    }

    public IEnumerable<string> Names => _samples.Select(static sample => sample.Name).Distinct();

    /// <summary>The value of the one sample with this name and label.</summary>
    public double Value(string name, string label = "") =>
        Assert.Single(_samples, sample => sample.Name == name && sample.Labels.Contains(label, StringComparison.Ordinal)).Value;

    [GeneratedRegex("^# (?:TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped|info|unknown)|HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|UNIT .*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*",?)*)\})? (?<value>NaN|[+-]Inf|[-+0-9.eE]+)(?: \d+)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(?:bucket|sum|count|total|info)$")]
    private static partial Regex Suffix();
}
