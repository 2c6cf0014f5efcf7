using System.Text;
using KerberosGen.Generator.Tests.Docs;

namespace KerberosGen.Package.Tests;

/// <summary>The package, compiled ahead of time: what cannot be trimmed or compiled so would be a warning, and so an error.</summary>
[Collection(PackageCollection.Name)]
public sealed class NativeCompilationTests(PackageFeed feed)
{
    [Fact]
    public async Task Every_word_of_the_language_works_in_a_native_binary()
    {
        PageExample[] words = [.. PageExample.Of(Repository.Read("docs", "specs", "words.md"))];
        Assert.NotEmpty(words);
        using ProjectFolder project = feed.NewProjectFolder(othersToo: true);
        project.WriteConsoleProject("<PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn><InvariantGlobalization>true</InvariantGlobalization>");
        // The runtime and all that was generated are kept and looked at, not just what the programs happen to call.
        project.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup><TrimmerRootAssembly Include="KerberosGen.Runtime;app" /></ItemGroup>
            </Project>
            """);
        project.Write("Station.cs", Programs.Station);
        project.Write("Program.cs", ProgramOf(words));
        Command publish = await Command.DotNetAsync(project.Root, "publish", "-o", "out");
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        string binary = Path.Combine(project.Root, "out", "app");
        Assert.False(File.Exists(binary + ".dll"), "The program is managed code with a host.");
        Command run = await Command.RunAsync(project.Root, binary);
        Assert.Equal(Programs.StationOutput + string.Concat(words.Select(static word => word.Output)), run.Output);
    }

    /// <summary>Each section's declarations and program in a namespace of their own, run one after the other.</summary>
    private static string ProgramOf(PageExample[] words)
    {
        var text = new StringBuilder("global using KerberosGen;\nglobal using KerberosGen.Codec;\n\nWeather.Station.Run();\n");
        for (int i = 0; i < words.Length; i++)
            text.Append(FormattableString.Invariant($"Word{i}.Example.Run();\n"));
        for (int i = 0; i < words.Length; i++)
            text.Append(FormattableString.Invariant(
                $"namespace Word{i}\n{{\n{words[i].Declarations}\ninternal static class Example\n{{\npublic static void Run()\n{{\n{words[i].Program}}}\n}}\n}}\n"));
        return text.ToString();
    }
}
