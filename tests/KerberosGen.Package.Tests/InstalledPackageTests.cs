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
    public async Task A_packet_without_fields_takes_them_from_the_tables_beside_the_project_file()
    {
        using ProjectFolder project = feed.NewProjectFolder(othersToo: false);
        project.WriteConsoleProject();
        project.Write("packets.spec", """
            Hello: the wire, packet by packet


            Structures
            ==========

            Greeting: 5 bytes

              field  type  offset  size  use
              -----  ----  ------  ----  ---
              mood   u8         0     1
              nonce  u32        1     4

            """);
        project.Write("Program.cs", """
            Console.WriteLine(Convert.ToHexString(new Hello.Greeting { Mood = 1, Nonce = 2 }.ToArray()));

            namespace Hello
            {
                [KerberosGen.Packet]
                public partial struct Greeting;
            }
            """);
        Command run = await Command.DotNetAsync(project.Root, "run");
        Assert.Equal("0102000000\n", run.Output);
    }
}
