using System.Globalization;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>The files and sockets that this process has open, and may have.</summary>
internal static class OpenFiles
{
    public static int Count => Directory.GetFiles("/proc/self/fd").Length;

    /// <summary>Fails with what to do if a test cannot have as many as it needs. The runtime has raised the soft limit to the hard one.</summary>
    public static void Need(int count)
    {
        string line = File.ReadLines("/proc/self/limits").First(static line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        if (limit != "unlimited" && int.Parse(limit, CultureInfo.InvariantCulture) < count)
            Assert.Fail($"This test opens {count} files and sockets, and the limit is {limit}: raise it with 'ulimit -n {count}' where the tests are started.");
    }
}
