using KerberosGen.Hosting.Tests;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Kdc;

/// <summary>Lets a test's time pass.</summary>
internal static class Passing
{
    /// <summary>Lets time pass, a second in a twentieth of one, until something is so.</summary>
    public static async Task UntilAsync(this FakeTimeProvider clock, Func<bool> isSo)
    {
        CancellationToken end = Patience.Token;
        while (!isSo())
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50, end);
        }
    }
}
