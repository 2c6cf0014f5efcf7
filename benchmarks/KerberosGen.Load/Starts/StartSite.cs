using System.Diagnostics;
using System.Globalization;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Starts;

/// <summary>A KDC, a room, and clients that can chat there.</summary>
internal sealed class StartSite
{
    private const string Prefix = "Start";
    private const string Room = Prefix + " 10";

    private readonly LoadSite _site;
    private readonly string _port;

    private StartSite(LoadSite site, int port)
    {
        _site = site;
        _port = port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Starts the servers.</summary>
    public static async Task<StartSite> StartAsync(LoadSite site)
    {
        ServerProcess kdc = await site.StartKdcAsync(await site.PrepareForOneAsync("files", new Population(1)));
        await site.StartRoomAsync(kdc, Prefix, new Dictionary<string, string>());
        return new StartSite(site, kdc.EndPoint.Port);
    }

    /// <summary>Publishes the native client.</summary>
    /// <returns>Its file.</returns>
    public async Task<string> PublishAsync()
    {
        string directory = _site.NewDirectory("published");
        await RunAsync(
            "dotnet", "publish", Path.Combine(Programs.Root, "apps", "client"), "-c", "Release", "-p:Native=true", "--use-current-runtime",
            "--artifacts-path", Path.Combine(directory, "artifacts"), "-o", Path.Combine(directory, "out"));
        return Path.Combine(directory, "out", "client");
    }

    /// <summary>Registers a client that has a ticket to the room, and answers how each of its prompts is got.</summary>
    /// <param name="name">What the program is; its name too.</param>
    /// <param name="program">Its file.</param>
    public async Task<IReadOnlyList<StartSide>> RegisterAsync(string name, string program)
    {
        string directory = _site.NewDirectory("client");
        string[] own = ["--data", directory, "-ip", "127.0.0.1", "-p", _port];
        await RunAsync(program, ["register", "-un", name, .. own]);
        await RunAsync(program, ["ticket", Room, .. own]);
        return
        [
            new StartSide(name, "the menu", "Quit", program, own),
            new StartSide(name, "the password", "A password for", program, "register", "-un", "another", "--data", _site.NewDirectory("nobody"), "-ip", "127.0.0.1", "-p", _port),
            new StartSide(name, "the chat window", "> ", program, ["chat", Room, .. own]),
        ];
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["KERBEROSGEN_PASSWORD"] = "correct horse battery";
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(_site.Cancellation), errors = process.StandardError.ReadToEndAsync(_site.Cancellation);
            await process.WaitForExitAsync(_site.Cancellation);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
