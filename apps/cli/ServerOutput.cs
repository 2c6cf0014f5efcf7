namespace KerberosGen.Cli;

/// <summary>Standard output of a server: nobody may be reading it any more, and it serves none the less.</summary>
public static class ServerOutput
{
    /// <summary>Writes a line at once.</summary>
    public static async Task WriteLineAsync(string line)
    {
        try
        {
            await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
            await Console.Out.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Closed, or a full disk: the log says the same.
        }
    }
}
