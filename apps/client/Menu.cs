using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Hosting;
using KerberosGen.Storage;
using Spectre.Console;

namespace KerberosGen.Client;

/// <summary>The seed's menu: register, services, connect, quit.</summary>
internal sealed class Menu(ChatAccount account, PasswordSource password)
{
    private const string Register = "Register";
    private const string Services = "List the rooms";
    private const string Connect = "Connect to a room";
    private const string Quit = "Quit";

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (Console.IsInputRedirected)
            throw new InvalidOperationException("The menu needs a terminal. In a script, use a command: 'client --help' lists them.");
        while (true)
        {
            var prompt = new SelectionPrompt<string>().Title(account.Me is { } me ? $"Hello, {Markup.Escape(DisplayText.Escape(me.Name.Utf8))}." : "You are not registered yet.");
            if (account.Me is null)
                prompt.AddChoice(Register);
            else
                prompt.AddChoices(Services, Connect);
            string choice = await prompt.AddChoices(Quit).ShowAsync(AnsiConsole.Console, cancellation);
            if (choice == Quit)
                return ExitCodes.Ok;
            try
            {
                await RunAsync(choice, cancellation);
            }
            catch (Exception e) when (e is RequestRefusedException or InvalidOperationException or IOException)
            {
                await Console.Error.WriteLineAsync(e.Message);
            }
        }
    }

    private async Task RunAsync(string choice, CancellationToken cancellation)
    {
        switch (choice)
        {
            case Register:
                string name = account.UserName ?? await new TextPrompt<string>("Your name:").ShowAsync(AnsiConsole.Console, cancellation);
                MeInfo me = await account.RegisterAsync(name, password, cancellation);
                Console.WriteLine($"Registered as {me.Id}");
                break;
            case Services:
                await Commands.ListServicesAsync(account, cancellation);
                break;
            default:
                await ConnectAsync(cancellation);
                break;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        IReadOnlyList<KnownService> services = await account.ListServicesAsync(cancellation);
        if (services.Count == 0)
        {
            Console.WriteLine("The KDC knows no rooms yet.");
            return;
        }

        string room = await new SelectionPrompt<string>()
            .Title("Which room?")
            .UseConverter(static name => Markup.Escape(DisplayText.Escape(name)))
            .AddChoices(services.Select(static s => s.Service.Name.ToString()))
            .ShowAsync(AnsiConsole.Console, cancellation);
        await Commands.ChatAsync(account, password, room, cancellation);
    }
}
