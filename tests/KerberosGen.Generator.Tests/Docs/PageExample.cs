using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace KerberosGen.Generator.Tests.Docs;

/// <summary>A section of a page: a declaration, a program that uses it, and what the program prints.</summary>
public sealed partial record PageExample(string Title, string Declarations, string Program, string Output) : IXunitSerializable
{
    /// <summary>For the test runner, which fills it by <see cref="Deserialize"/>.</summary>
    public PageExample()
        : this("", "", "", "")
    {
    }

    public string Title { get; private set; } = Title;

    public string Declarations { get; private set; } = Declarations;

    public string Program { get; private set; } = Program;

    public string Output { get; private set; } = Output;

    /// <summary>The sections of a page that have exactly these three blocks.</summary>
    public static IEnumerable<PageExample> Of(string markdown)
    {
        foreach (string section in markdown.Replace("\r\n", "\n").Split("\n## ").Skip(1))
        {
            List<Match> blocks = [.. Block().Matches(section).Cast<Match>()];
            string kinds = string.Join(" ", blocks.Select(b => b.Groups[1].Value));
            if (kinds == "csharp csharp text")
                yield return new PageExample(section[..section.IndexOf('\n')], blocks[0].Groups[2].Value, blocks[1].Groups[2].Value, blocks[2].Groups[2].Value);
        }
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Title), Title);
        info.AddValue(nameof(Declarations), Declarations);
        info.AddValue(nameof(Program), Program);
        info.AddValue(nameof(Output), Output);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Title = info.GetValue<string>(nameof(Title));
        Declarations = info.GetValue<string>(nameof(Declarations));
        Program = info.GetValue<string>(nameof(Program));
        Output = info.GetValue<string>(nameof(Output));
    }

    public override string ToString() => Title;

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
