using System.Text;
using System.Text.Json;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>The seed's files. Only an append to clients.txt may be cut short, in the middle of lines that nobody was told of.</summary>
internal sealed class CrashedFiles : CrashedStore
{
    private const int FieldsInALine = 4;

    public override string Choice => "files";

    public override IReadOnlyList<string> Options => [];

    public override void CheckAtRest(string directory)
    {
        string clients = Path.Combine(directory, "clients.txt");
        if (File.Exists(clients))
        {
            string[] lines = File.ReadAllText(clients, new UTF8Encoding(false, throwOnInvalidBytes: true)).Split('\n');
            Assert.All(lines[..^1], static line => Assert.Equal(FieldsInALine, line.Split(": ").Length));
        }

        string services = Path.Combine(directory, "services.json");
        if (File.Exists(services))
        {
            using JsonDocument whole = JsonDocument.Parse(File.ReadAllBytes(services));
            Assert.All(whole.RootElement.EnumerateArray(), static row => Assert.Equal(5, row.EnumerateObject().Count()));
        }
    }

    public override void CheckMended(string directory) => Assert.Empty(Directory.EnumerateFiles(directory, "*.tmp"));
}
