using System.Reflection;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Filtering;

public sealed class FindingIdsTests
{
    [Fact]
    public void Every_id_may_be_filtered_by() =>
        Assert.Equal(
            typeof(FindingIds).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            FindingIds.All.Order(StringComparer.Ordinal));
}
