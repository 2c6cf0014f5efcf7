using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.Docs;

/// <summary>The page of the language's words: every section's program prints what the page says.</summary>
public sealed class WordsPageTests
{
    // In the program's own namespace it goes before the real one, so that examples can run beside each other.
    private const string Console = """
        namespace Page
        {
            public static class Console
            {
                public static System.IO.StringWriter Out { get; } = new();

                public static void WriteLine(object? value) => Out.Write(System.FormattableString.Invariant($"{value}\n"));
            }
        }
        """;

    private static readonly string Page = File.ReadAllText(RepositoryFiles.Docs("specs/words.md"));

    public static TheoryData<PageExample> Examples => [.. PageExample.Of(Page)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_section_of_the_words_page_prints_what_it_says(PageExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        string program = "namespace Page\n{\npublic static class Program\n{\npublic static void Main()\n{\n" + example.Program + "}\n}\n}\n";
        GeneratorRun run = GeneratorRun.Of("namespace Page\n{\n" + example.Declarations + "}\n", program, Console);

        Assert.Equal(example.Output, OutputOf(run));
    }

    [Fact]
    public void Every_word_of_the_language_stands_on_the_words_page()
    {
        IEnumerable<string> words = typeof(PacketAttribute).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == "KerberosGen" && typeof(Attribute).IsAssignableFrom(t))
            .Select(t => Regex.Match(t.Name, "^(.*)Attribute").Groups[1].Value);

        Assert.All(words, word => Assert.Matches($@"\[[^\]\n]*\b{word}\b", Page));
    }

    private static string OutputOf(GeneratorRun run)
    {
        using var image = new MemoryStream(run.Compile());
        var context = new AssemblyLoadContext("page", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(image);
            assembly.GetType("Page.Program")!.GetMethod("Main")!.Invoke(null, null);
            return assembly.GetType("Page.Console")!.GetProperty("Out")!.GetValue(null)!.ToString()!;
        }
        finally
        {
            context.Unload();
        }
    }
}
