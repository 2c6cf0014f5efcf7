using KerberosGen.EndToEnd.Tests;

namespace KerberosGen.Package.Tests;

/// <summary>The client, compiled ahead of time, and a KDC with a room, Printer 10, to use it on.</summary>
public sealed class NativeClient : IAsyncLifetime
{
    public const string Room = "Printer 10";

    private const string Password = "open-sesame";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kerberosgen-native-");

    /// <summary>The program.</summary>
    public string Program => Path.Combine(Output, "client");

    /// <summary>Where it was published to.</summary>
    public string Output => Path.Combine(_folder.FullName, "out");

    /// <summary>What publishing it said.</summary>
    public string Said { get; private set; } = "";

    internal AppSite Site { get; } = new();

    internal AppProcess Rooms { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // In a folder of its own, so that nothing that is built here is built anew.
        Command publish = await Command.DotNetAsync(
            Repository.Root, "publish", "apps/client", "-c", "Release", "-p:Native=true", "--use-current-runtime", "--artifacts-path", _folder.FullName, "-o", Output);
        Said = publish.Output;
        await Site.StartKdcAsync();
        Rooms = await Site.StartRoomsAsync("rooms", [Room], "-nos", "1");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts it in the directory of a client, whose password it knows.</summary>
    internal AppProcess Start(string name, params string[] arguments) =>
        Site.StartProgram([("KERBEROSGEN_PASSWORD", Password)], Program, name, [.. arguments, "-p", $"{Site.KdcPort}"]);

    /// <summary>Runs it to its end, which must be good, with lines on its standard input; what it says on standard output.</summary>
    internal async Task<string> DoAsync(string name, string input, params string[] arguments)
    {
        AppProcess client = Start(name, arguments);
        client.Write(input);
        client.EndInput();
        Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        return client.Output.Text;
    }

    /// <summary>Runs it to its end, which must be bad; its exit status and what it says on standard error.</summary>
    internal async Task<(int ExitStatus, string Errors)> FailAsync(string name, params string[] arguments)
    {
        AppProcess client = Start(name, arguments);
        client.EndInput();
        return (await client.ExitAsync(), client.Errors.Text);
    }
}
