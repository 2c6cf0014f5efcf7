using KerberosGen.Protocol;
using KerberosGen.Storage.Tests.Clients;

namespace KerberosGen.Storage.Tests;

/// <summary>
/// What a test starts as a process of its own: it registers clients or services in a directory, or keeps tickets there, until
/// that has failed three times, or makes authenticators with one, and prints the id of each that was answered, and <c>failed</c> for each that was not.
/// </summary>
internal static class Program
{
    private const int Most = 5_000;

    public static async Task<int> Main(string[] args)
    {
        if (args[0] == "tickets")
        {
            TicketKeeper.Run(args[1], args.Length > 2 ? args[2] : "Printer", Most);
            return 0;
        }

        if (args[0] == "authenticators")
        {
            TicketKeeper.TakeTimes(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
            return 0;
        }

        SeedFileStore store = SeedFileStore.Open(args[1], TimeProvider.System, Console.Error.WriteLine, TimeZoneInfo.Utc);
        int failures = 0;
        for (int at = 0; at < Most && failures < 3; at++)
        {
            try
            {
                Console.WriteLine(await RegisterAsync(store, args[0], at));
            }
            catch (IOException)
            {
                failures++;
                Console.WriteLine("failed");
            }
        }

        try
        {
            await store.DisposeAsync();
        }
        catch (IOException full)
        {
            await Console.Error.WriteLineAsync(full.Message);
        }

        return 0;
    }

    private static async Task<string> RegisterAsync(SeedFileStore store, string what, int at)
    {
        if (what == "clients")
        {
            ClientPrincipal client = Principals.NewClient($"client {at}");
            return await store.TryAddAsync(client, default) ? client.Id.ToString() : "refused";
        }

        ServicePrincipal service = Principals.NewService($"Printer {at}0");
        return await store.TryAddAsync(service, default) ? service.Id.ToString() : "refused";
    }
}
