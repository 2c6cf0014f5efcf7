using System.Text.Json.Nodes;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>A KDC's directory, and an administrator who works in a directory of his own.</summary>
internal sealed class AdministeredSite : IAsyncDisposable
{
    // The columns of 'client services'.
    private const int IdWidth = 34;
    private const int AddressWidth = 23;
    private const int TicketWidth = 8;

    public AppSite Apps { get; } = new();

    public string KdcDirectory => Apps.DirectoryOf("kdc");

    /// <summary>The audit log, a line each.</summary>
    public IReadOnlyList<JsonNode> Audit =>
        File.Exists(AuditPath) ? [.. File.ReadAllLines(AuditPath).Select(static line => JsonNode.Parse(line)!)] : [];

    public string AuditPath => Path.Combine(KdcDirectory, "audit.log");

    /// <summary>A file in the administrator's directory.</summary>
    public string FileOf(string name) => Apps.FileOf("admin", name);

    /// <summary>Runs an administrative command to its end; standard input is empty.</summary>
    public Task<AppProcess> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs an administrative command to its end.</summary>
    public async Task<AppProcess> RunWithInputAsync(string input, params string[] arguments)
    {
        AppProcess command = Apps.Start("kdc", "admin", [.. arguments, "--data", KdcDirectory]);
        command.Write(input);
        command.EndInput();
        await command.ExitAsync();
        return command;
    }

    /// <summary>Runs a command that must go well, and gives what it says.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        AppProcess command = await RunAsync(arguments);
        Assert.True(await command.ExitAsync() == 0, command.Errors.Text);
        return command.Output.Text;
    }

    /// <summary>Runs a command that must end with a status, and gives its complaint.</summary>
    public async Task<string> FailAsync(int status, params string[] arguments)
    {
        AppProcess command = await RunAsync(arguments);
        Assert.True(await command.ExitAsync() == status, $"{command.Output.Text}\n{command.Errors.Text}");
        return command.Errors.Text;
    }

    /// <summary>Adds a client with a password, which must go well.</summary>
    public async Task AddClientAsync(string name, string password, params string[] arguments)
    {
        AppProcess command = await RunWithInputAsync($"{password}\n", ["principals", "add", name, "--password-stdin", .. arguments]);
        Assert.True(await command.ExitAsync() == 0, command.Errors.Text);
    }

    /// <summary>Asks for a ticket as a client; its status and what it complains of.</summary>
    public async Task<(int Status, string Complaint)> AskForTicketAsync(string client, string password, string room)
    {
        AppProcess ticket = Apps.StartClient(client, password, "ticket", room);
        return (await ticket.ExitAsync(), ticket.Errors.Text);
    }

    /// <summary>Asks for a ticket, which must go well.</summary>
    public async Task GetTicketAsync(string client, string password, string room)
    {
        (int status, string complaint) = await AskForTicketAsync(client, password, room);
        Assert.True(status == 0, complaint);
    }

    /// <summary>The names of the rooms that a client is told of, each behind its address: rows of 'client services' without whether there is a ticket.</summary>
    public async Task<IReadOnlyList<string>> ListRoomsAsync(string client)
    {
        AppProcess services = Apps.StartClient(client, null, "services");
        Assert.True(await services.ExitAsync() == 0, services.Errors.Text);
        return [.. services.Output.Lines.Skip(1).Select(static row => row[IdWidth..].Remove(AddressWidth, TicketWidth))];
    }

    public ValueTask DisposeAsync() => Apps.DisposeAsync();
}
