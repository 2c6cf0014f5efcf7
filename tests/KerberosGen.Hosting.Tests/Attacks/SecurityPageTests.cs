using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>docs/security.md names a test for each attack: it exists, and none is left out.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void The_page_names_each_attack_that_is_tested_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(Folder(), "../../../docs/security.md"));
        IEnumerable<string> named = TestName().Matches(page).Select(static match => match.Groups[1].Value);
        IEnumerable<string> tested = typeof(SecurityPageTests).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(SecurityPageTests).Namespace && type != typeof(SecurityPageTests))
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}");
        Assert.Equal(tested.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
