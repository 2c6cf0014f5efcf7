using System.Globalization;
using System.Text.Json;

namespace KerberosGen.Client.Tests.Tickets;

/// <summary>A KDC with rooms and a client, as processes.</summary>
internal sealed class TicketsSite : IAsyncDisposable
{
    public const string Password = "qwer1234";

    public AppSite Apps { get; } = new();

    /// <summary>Starts them, with rooms <c>Printer 10</c>, <c>Printer 20</c>, ...</summary>
    public static async Task<TicketsSite> StartAsync(int rooms = 1, params string[] kdc)
    {
        var site = new TicketsSite();
        await site.Apps.StartKdcAsync(kdc);
        await site.Apps.StartRoomsAsync("rooms", [.. Rooms(rooms)], "-nos", rooms.ToString(CultureInfo.InvariantCulture));
        await site.Apps.RegisterAsync("ann", Password);
        return site;
    }

    /// <summary>The names of so many rooms.</summary>
    public static IEnumerable<string> Rooms(int count) => Enumerable.Range(1, count).Select(static number => $"Printer {number}0");

    public string FileOf(string file) => Apps.FileOf("ann", file);

    /// <summary>Runs a command of ann's to its end, which must have this status.</summary>
    public async Task<AppProcess> RunAsync(int status, params string[] arguments)
    {
        AppProcess client = Apps.StartClient("ann", Password, arguments);
        client.EndInput();
        Assert.True(await client.ExitAsync() == status, $"{client.Output.Text}\n{client.Errors.Text}");
        return client;
    }

    /// <summary>What a command says in JSON.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        AppProcess client = await RunAsync(0, [.. arguments, "--json"]);
        using var json = JsonDocument.Parse(Assert.Single(client.Output.Lines));
        return json.RootElement.Clone();
    }

    public ValueTask DisposeAsync() => Apps.DisposeAsync();
}
