namespace KerberosGen.Package.Tests;

/// <summary>What those who use the packages have written.</summary>
internal static class Programs
{
    /// <summary>A class <c>Weather.Station</c> with a method <c>Run</c>.</summary>
    public static string Station { get; } = Read("Station.cs");

    /// <summary>What it prints.</summary>
    public static string StationOutput { get; } = Read("Station.txt");

    private static string Read(string file) => Repository.Read("tests", "KerberosGen.Package.Tests", "Programs", file);
}
