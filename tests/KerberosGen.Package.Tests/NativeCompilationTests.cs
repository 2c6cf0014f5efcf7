namespace KerberosGen.Package.Tests;

/// <summary>The package, compiled ahead of time: what cannot be trimmed or compiled so would be a warning, and so an error.</summary>
[Collection(PackageCollection.Name)]
public sealed class NativeCompilationTests(PackageFeed feed)
{
    [Fact]
    public async Task A_program_that_uses_each_kind_of_member_runs_as_a_native_binary()
    {
        using ProjectFolder project = feed.NewProjectFolder(othersToo: true);
        // The runtime as a whole is kept and looked at, not just what this program happens to call.
        project.WriteConsoleProject("<PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn>");
        project.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup><TrimmerRootAssembly Include="KerberosGen.Runtime" /></ItemGroup>
            </Project>
            """);
        project.Write("Program.cs", Repository.Read("tests", "KerberosGen.Package.Tests", "Programs", "Station.cs"));
        Command publish = await Command.DotNetAsync(project.Root, "publish", "-o", "out");
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        string binary = Path.Combine(project.Root, "out", "app");
        Assert.False(File.Exists(binary + ".dll"), "The program is managed code with a host.");
        Command run = await Command.RunAsync(project.Root, binary);
        Assert.Equal(Repository.Read("tests", "KerberosGen.Package.Tests", "Programs", "Station.txt"), run.Output);
    }
}
