namespace KerberosGen.Package.Tests;

/// <summary>A folder outside the checkout, where no file of the checkout has a say.</summary>
public sealed class ProjectFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-user-");

    public ProjectFolder(string nugetConfig) => Write("nuget.config", nugetConfig);

    public string Root => _root.FullName;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Root, file), text);

    /// <summary>Writes the project file of a console program whose one package is KerberosGen, where each warning is an error.</summary>
    /// <param name="properties">Properties of its own, as XML.</param>
    public void WriteConsoleProject(string properties = "") => Write("app.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="KerberosGen" Version="{PackageFeed.Version}" />
          </ItemGroup>
        </Project>
        """);

    public void Dispose() => _root.Delete(recursive: true);
}
