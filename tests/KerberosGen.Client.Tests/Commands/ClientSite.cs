namespace KerberosGen.Client.Tests.Commands;

/// <summary>A KDC with a room, Printer 10, and a client ann, whose password is <see cref="Password"/>.</summary>
internal sealed class ClientSite : IAsyncDisposable
{
    public const string Password = "open-sesame";

    private ClientSite()
    {
    }

    public AppSite Apps { get; } = new();

    public AppProcess Kdc { get; private set; } = null!;

    public AppProcess Rooms { get; private set; } = null!;

    public static async Task<ClientSite> StartAsync(params string[] roomNames)
    {
        var site = new ClientSite();
        site.Kdc = await site.Apps.StartKdcAsync();
        if (roomNames.Length > 0)
            site.Rooms = await site.Apps.StartRoomsAsync("rooms", roomNames, "-nos", roomNames.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await site.Apps.RegisterAsync("ann", Password);
        return site;
    }

    /// <summary>Runs ann's client to its end, which must be good; what it says on standard output.</summary>
    public Task<string> DoAsync(params string[] arguments) => DoAsAsync("ann", arguments);

    /// <summary>The same in another's directory.</summary>
    public async Task<string> DoAsAsync(string name, params string[] arguments)
    {
        AppProcess client = Apps.StartClient(name, Password, arguments);
        client.EndInput();
        Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        return client.Output.Text;
    }

    /// <summary>Runs ann's client to its end, which must be bad: exit 1, nothing on standard output; what it says on standard error, which is one line.</summary>
    public Task<string> FailAsync(params string[] arguments) => FailAsAsync("ann", Password, arguments);

    /// <summary>The same in another's directory, with another password in the environment or none.</summary>
    public async Task<string> FailAsAsync(string directory, string? password, params string[] arguments)
    {
        AppProcess client = Apps.StartClient(directory, password, arguments);
        client.EndInput();
        int exit = await client.ExitAsync();
        Assert.True(exit == 1, $"exit {exit}\n{client.Output.Text}\n{client.Errors.Text}");
        Assert.Equal("", client.Output.Text);
        return Assert.Single(client.Errors.Lines);
    }

    public ValueTask DisposeAsync() => Apps.DisposeAsync();
}
