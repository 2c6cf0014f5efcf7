using System.CommandLine;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary><c>client forget</c>: destroys tickets and session keys. A chat that runs keeps its own until it ends.</summary>
internal static class ForgetCommand
{
    public static Command Create(ClientOptions options)
    {
        var room = options.OptionalRoom("The room whose ticket is to go; all tickets without it.");
        return options.OnAccount(
            new Command("forget", "Destroy tickets and session keys; the rooms stay known.") { room, options.Json },
            (context, _) => Task.FromResult(Run(context, context.Parsed.GetValue(room), context.Parsed.GetValue(options.Json))));
    }

    private static int Run(CommandContext context, string? room, bool isJson)
    {
        IReadOnlyList<ServiceInfo> forgotten = context.Account.Forget(room);
        if (room is not null && forgotten.Count == 0)
            throw new InvalidOperationException($"There is no ticket to \"{DisplayText.Escape(room)}\" at hand: 'client tickets' lists those there are.");
        if (isJson)
            Console.WriteLine(JsonSerializer.Serialize([.. forgotten.Select(static service => new ForgottenRow(service.Name.ToString(), service.Id.ToString()))], ClientJson.Default.ForgottenRowArray));
        foreach (ServiceInfo service in isJson ? [] : forgotten)
            Console.WriteLine($"Forgot the ticket to {DisplayText.Escape(service.Name.Utf8)}");
        if (forgotten.Count == 0)
            Console.Error.WriteLine("There are no tickets at hand.");
        return ExitCodes.Ok;
    }
}
