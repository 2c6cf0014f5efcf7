using Xunit;

namespace KerberosGen.Inspection.Tests;

/// <summary>Text kept in a file beside the tests; KERBEROSGEN_UPDATE_SNAPSHOTS=1 writes it anew.</summary>
internal static class Snapshot
{
    public static void Check(string name, string actual)
    {
        string path = Path.Combine(Vector.RepositoryRoot, "tests", "KerberosGen.Inspection.Tests", "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("KERBEROSGEN_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; KERBEROSGEN_UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
