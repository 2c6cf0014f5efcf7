using System.Text.RegularExpressions;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

public sealed partial class WordsTests
{
    [Fact]
    public void The_roles_and_their_servers_refuse_in_no_words_of_their_own()
    {
        string runtime = Path.Combine(Vector.RepositoryRoot, "runtime");
        List<string> words = [];
        foreach (string folder in (string[])["KerberosGen.Protocol/Rooms", "KerberosGen.Protocol/Kdc", "KerberosGen.Hosting/Servers"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(runtime, folder), "*.cs", SearchOption.AllDirectories))
                words.AddRange(RefusalInWords().Matches(File.ReadAllText(file)).Select(m => Path.GetFileName(file) + ": " + m.Value));
        }

        Assert.Empty(words);
    }

    // Refuse(kind, "..."), Refuse(kind, id, static id => $"..."), refusal = "...".
    [GeneratedRegex(@"(Refuse\w*\(([\w.]+, )*(static \w+ => )?|refusal = )\$?""[^""]")]
    private static partial Regex RefusalInWords();
}
