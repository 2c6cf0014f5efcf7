using System.Reflection;
using System.Text.RegularExpressions;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>The page of findings.</summary>
public sealed partial class FindingsPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Vector.RepositoryRoot, "docs", "inspector", "findings.md"));

    [Fact]
    public void Every_finding_has_its_row_and_no_row_is_of_another()
    {
        IEnumerable<string> ids = typeof(FindingIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), Page.Select(l => Row().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(KGI[0-9]{3})` \|")]
    private static partial Regex Row();
}
