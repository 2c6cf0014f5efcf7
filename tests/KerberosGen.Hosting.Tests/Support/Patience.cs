namespace KerberosGen.Hosting.Tests;

/// <summary>How long a test waits for what must happen: far longer than it takes, so that only a hang reaches it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A token that ends the wait.</summary>
    public static CancellationToken Token => new CancellationTokenSource(Limit).Token;

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        CancellationToken end = Token;
        while (!isSo())
            await Task.Delay(5, end);
    }
}
