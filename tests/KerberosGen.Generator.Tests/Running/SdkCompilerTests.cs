using System.Diagnostics;
using KerberosGen.Codec;
using KerberosGen.Generator.Tests.RandomDeclarations;
using KerberosGen.Generator.Tests.Snapshots;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>The other tests compile with the pinned Roslyn; a user compiles with the SDK's own, which is newer.</summary>
public sealed class SdkCompilerTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <!-- The random types' names differ by case alone on purpose. -->
            <NoWarn>$(NoWarn);CA1708</NoWarn>
            <AnalysisLevel>latest-recommended</AnalysisLevel>
            <UseSharedCompilation>false</UseSharedCompilation>
          </PropertyGroup>
          <ItemGroup>
            <Analyzer Include="GENERATOR" />
            <Reference Include="RUNTIME" />
          </ItemGroup>
        </Project>
        """;

    // The declarations here are not the point, the emitted code is: what follows holds for this file alone.
    private const string Preamble = """
        #pragma warning disable
        using KerberosGen;
        using KerberosGen.Codec;
        using KerberosGen.Crypto;

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kerberosgen-sdk-");

    [Fact]
    public void The_compiler_of_the_sdk_takes_what_is_emitted_without_a_warning()
    {
        Write("Declared.csproj", Project
            .Replace("GENERATOR", typeof(PacketGenerator).Assembly.Location)
            .Replace("RUNTIME", typeof(UnpackResult).Assembly.Location));
        Write("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        foreach (object[] row in SnapshotTests.Declarations.Select(row => (object[])row))
            Write($"{row[0]}.cs", $"{Preamble}namespace Sdk.{row[0]};\n{row[1]}");
        for (int seed = 0; seed < 5; seed++)
            Write($"Random{seed}.cs", Preamble + RandomSchema.Of(seed, $"Random{seed}").Text);

        (int exit, string output) = Build();

        Assert.True(exit == 0 && output.Contains("0 Warning(s)", StringComparison.Ordinal), output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private (int Exit, string Output) Build()
    {
        string host = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(Path.GetFullPath(host), ["build", "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host hands its own MSBuild on, which may be another SDK's.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using Process build = Process.Start(start)!;
        Task<string> errors = build.StandardError.ReadToEndAsync();
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return (build.ExitCode, output + errors.Result);
    }
}
