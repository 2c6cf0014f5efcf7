using System.Globalization;
using KerberosGen.Inspection.Specs;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class PacketsSpecTests
{
    [Fact]
    public void The_spec_at_the_root_says_exactly_what_the_code_does()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new SpecWriter(text).Write(Vector.Protocol);
        string path = Path.Combine(Vector.RepositoryRoot, "packets.spec");

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == text.ToString(),
            "packets.spec does not say what the code does; run: dotnet run --project apps/inspector -- spec --write packets.spec");
    }

    [Fact]
    public void Every_declared_packet_and_field_stands_in_the_spec()
    {
        string spec = File.ReadAllText(Path.Combine(Vector.RepositoryRoot, "packets.spec"));
        Assert.All(Vector.Protocol.Packets, p => Assert.Contains($"{p.Name}", spec, StringComparison.Ordinal));
        Assert.All(
            Vector.Protocol.Packets.SelectMany(p => p.Fields).Where(f => f.Encryption is not null),
            f => Assert.Contains($"[{f.Encryption!.Role} key, {f.Encryption.Iv}, ", spec, StringComparison.Ordinal));
    }
}
