using System.Text.RegularExpressions;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>The page about 1609.</summary>
public sealed partial class RefusalsPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Vector.RepositoryRoot, "docs", "inspector", "why-1609.md"));

    [Fact]
    public void Every_rule_of_the_roles_has_its_row_and_no_row_is_of_another()
    {
        IEnumerable<string> rules = Enumerable.Range(1024, 17).Select(c => (ushort)c)
            .SelectMany(c => RefusalRules.OfRoom(c).Concat(RefusalRules.OfKdc(c, isDatagram: true))).Select(r => r.Words).Distinct();

        Assert.Equal(rules.Order(StringComparer.Ordinal), Page.Select(l => Row().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^\\| (?!rule )([^|`]+) \\| [^|]+ \\|$")]
    private static partial Regex Row();
}
