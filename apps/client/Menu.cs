using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Storage;
using Spectre.Console;

namespace KerberosGen.Client;

/// <summary>The seed's menu: register, services, connect, quit. Whatever goes wrong in an entry is shown, and the menu goes on.</summary>
internal sealed class Menu(CommandContext context)
{
    private const string Register = "Register";
    private const string Services = "List the rooms";
    private const string Connect = "Connect to a room";
    private const string Quit = "Quit";
    private const string Back = "Back";

    private readonly IAnsiConsole _console = AnsiConsole.Console;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            throw new InvalidOperationException("The menu needs a terminal. In a script, use a command: 'client --help' lists them.");
        while (await AskAsync(Title, context.Account.Me is null ? [Register, Quit] : [Services, Connect, Quit], cancellation) is var choice && choice != Quit)
        {
            try
            {
                await RunAsync(choice, cancellation);
            }
            catch (Exception e) when (App.IsFailure(e))
            {
                await Console.Error.WriteLineAsync(e.Message);
            }
        }

        return ExitCodes.Ok;
    }

    private string Title => context.Account.Me is { } me ? $"Hello, {DisplayText.Escape(me.Name.Utf8)}." : "You are not registered yet.";

    private async Task RunAsync(string choice, CancellationToken cancellation)
    {
        switch (choice)
        {
            case Register:
                string name = context.Account.UserName ?? await new TextPrompt<string>("Your name:").ShowAsync(_console, cancellation);
                await RegisterCommand.RunAsync(context, name, isJson: false, cancellation);
                break;
            case Services:
                await ServicesCommand.RunAsync(context, isJson: false, cancellation);
                break;
            default:
                await ConnectAsync(cancellation);
                break;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        IReadOnlyList<KnownService> services = await context.Account.ListServicesAsync(cancellation);
        if (services.Count == 0)
            await Console.Error.WriteLineAsync(ServicesCommand.NoRooms);
        else if (await AskAsync("Which room?", [.. services.Select(static known => known.Service.Name.ToString()), Back], cancellation) is var room && room != Back)
            await ChatCommand.RunAsync(context, room, cancellation);
    }

    private async Task<string> AskAsync(string title, IEnumerable<string> choices, CancellationToken cancellation)
    {
        try
        {
            return await new SelectionPrompt<string>()
                .Title(Markup.Escape(title))
                .UseConverter(static choice => Markup.Escape(DisplayText.Escape(choice)))
                .AddChoices(choices)
                .ShowAsync(_console, cancellation);
        }
        finally
        {
            // A prompt that is interrupted leaves the cursor hidden.
            _console.Cursor.Show();
        }
    }
}
