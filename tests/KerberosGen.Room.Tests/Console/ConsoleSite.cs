using System.Globalization;

namespace KerberosGen.Room.Tests;

/// <summary>A KDC, and rooms on a terminal.</summary>
internal sealed class ConsoleSite : IAsyncDisposable
{
    public const string Password = "qwer1234";

    private readonly AppSite _apps = new();
    private Terminal? _terminal;

    /// <summary>The rooms' terminal.</summary>
    public Terminal Terminal => _terminal!;

    /// <summary>The rooms' working directory.</summary>
    public string Directory => _apps.DirectoryOf("rooms");

    /// <summary>Starts rooms and waits until the operator can type.</summary>
    /// <param name="arguments">Of <c>room</c>, for the shell.</param>
    /// <param name="before">What the shell does first.</param>
    /// <param name="behind">What stands behind the command.</param>
    /// <param name="shows">What is waited for.</param>
    public static async Task<ConsoleSite> StartAsync(
        string arguments = "", string before = "", string behind = "", string shows = "Printer 10 ready on ")
    {
        var site = new ConsoleSite();
        await site._apps.StartKdcAsync();
        string port = site._apps.KdcPort.ToString(CultureInfo.InvariantCulture);
        site._terminal = await Terminal.StartAsync(site.Directory, $"{before} '{Apps.PathOf("room")}' -p {port} {arguments} {behind}");
        await site.Terminal.ShowsAsync(shows);
        return site;
    }

    public Task RegisterAsync(string name) => _apps.RegisterAsync(name, Password);

    /// <summary>Registers somebody who is in a room and sees what is said.</summary>
    public async Task<AppProcess> ComeAsync(string name, string room = "Printer 10")
    {
        await RegisterAsync(name);
        AppProcess client = Chat(name, room);
        await client.SaysAsync($"* {name} joined");
        return client;
    }

    /// <summary>Starts a chat of one who is registered.</summary>
    public AppProcess Chat(string name, string room = "Printer 10") => _apps.StartClient(name, Password, "chat", room);

    public async ValueTask DisposeAsync()
    {
        if (_terminal is not null)
            await _terminal.DisposeAsync();
        await _apps.DisposeAsync();
    }
}
