namespace KerberosGen.Package.Tests;

/// <summary>The package in a new project outside the checkout, which gets nothing else from anywhere.</summary>
[Collection(PackageCollection.Name)]
public sealed class InstalledPackageTests(PackageFeed feed)
{
    [Fact]
    public async Task The_program_on_the_package_page_builds_and_prints_what_the_page_says()
    {
        string page = Repository.Read("runtime", "KerberosGen.Runtime", "PACKAGE.md");
        using ProjectFolder project = feed.NewProjectFolder(othersToo: false);
        project.WriteConsoleProject();
        project.Write("Program.cs", Fenced.Block(page, "csharp"));
        Command run = await Command.DotNetAsync(project.Root, "run");
        Assert.Equal(Fenced.Block(page, "text"), run.Output);
    }

    [Fact]
    public async Task The_generated_code_fits_a_project_of_other_habits()
    {
        using ProjectFolder project = feed.NewProjectFolder(othersToo: false);
        project.WriteConsoleProject("""
            <LangVersion>13.0</LangVersion>
            <Nullable>disable</Nullable>
            <ImplicitUsings>disable</ImplicitUsings>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            """);
        project.Write("Station.cs", Programs.Station);
        project.Write("Program.cs", "Weather.Station.Run();");
        Command run = await Command.DotNetAsync(project.Root, "run");
        Assert.Equal(Programs.StationOutput, run.Output);
    }

    [Fact]
    public async Task A_mistake_is_told_by_the_build_at_its_place()
    {
        using ProjectFolder project = feed.NewProjectFolder(othersToo: false);
        project.WriteConsoleProject();
        project.Write("Greeting.cs", """
            [KerberosGen.Packet]
            public ref partial struct Greeting
            {
                public ReadOnlySpan<byte> Content;
                public byte Mood;
            }
            """);
        Command build = await Command.TryAsync(project.Root, "dotnet", "build", "-p:OutputType=Library");
        Assert.Equal(1, build.ExitStatus);
        Assert.Contains("Greeting.cs(4,31): error KG0007: Field 'Content' has no length: ", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_beside_the_project_file_go_to_the_compiler()
    {
        using ProjectFolder project = feed.NewProjectFolder(othersToo: false);
        project.WriteConsoleProject();
        await Command.DotNetAsync(project.Root, "restore");
        string tables = Path.Combine(project.Root, "packets.spec");
        Assert.DoesNotContain(tables, await AdditionalFilesAsync(), StringComparison.Ordinal);
        project.Write("packets.spec", "");
        Assert.Contains(tables, await AdditionalFilesAsync(), StringComparison.Ordinal);

        async Task<string> AdditionalFilesAsync() =>
            (await Command.DotNetAsync(project.Root, "msbuild", "-getItem:AdditionalFiles")).Output;
    }
}
