namespace KerberosGen.Inspector;

/// <summary>Standard input as whoever started the process gave it.</summary>
internal static class StandardInput
{
    private const string Descriptor = "/proc/self/fdinfo/0";
    private const int CloseOnExec = 0x80000;

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">The process was started without one.</exception>
    public static Stream Open() => IsClosed() ? throw new IOException("standard input is closed") : Console.OpenStandardInput();

    // The runtime opens files and pipes of its own before this is asked, and the first of them takes a number that is free: to
    // read it would wait for ever. It lets no other program inherit them, and what was inherited itself is never marked so.
    private static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fdinfo"))
            return false;
        if (!File.Exists(Descriptor))
            return true;
        const string Flags = "flags:";
        string? line = File.ReadLines(Descriptor).FirstOrDefault(static l => l.StartsWith(Flags, StringComparison.Ordinal));
        return line is not null && (Convert.ToInt64(line[Flags.Length..].Trim(), 8) & CloseOnExec) != 0;
    }
}
