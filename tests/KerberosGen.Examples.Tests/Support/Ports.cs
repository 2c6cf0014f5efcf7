using KerberosGen.EndToEnd.Tests;

namespace KerberosGen.Examples.Tests;

/// <summary>Ports for servers that cannot choose one themselves.</summary>
internal static class Ports
{
    /// <summary>A port that is free over UDP, and over TCP.</summary>
    public static int FreeUdp() => FreePorts.Take();
}
