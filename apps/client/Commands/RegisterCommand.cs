using System.CommandLine;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary><c>client register -un NAME</c>: a new name for this directory. A person types the password twice.</summary>
internal static class RegisterCommand
{
    public static Command Create(ClientOptions options) => options.OnAccount(
        new Command("register", "Register with the KDC under a new name.") { options.Json },
        (context, cancellation) => RunAsync(context, context.Parsed.GetValue(options.Json), cancellation));

    private static async Task<int> RunAsync(CommandContext context, bool isJson, CancellationToken cancellation)
    {
        if (context.Account.UserName is not { } name)
        {
            await Console.Error.WriteLineAsync("A name is missing: client register -un NAME");
            return ExitCodes.Usage;
        }

        await RunAsync(context, name, isJson, cancellation);
        return ExitCodes.Ok;
    }

    /// <summary>Registers a name, and says so.</summary>
    public static async Task RunAsync(CommandContext context, string name, bool isJson, CancellationToken cancellation)
    {
        MeInfo me = await context.Account.RegisterAsync(name, context.Password.GetNewAsync, cancellation);
        Console.WriteLine(isJson
            ? JsonSerializer.Serialize(new RegisteredRow(me.Id.ToString(), me.Name.ToString()), ClientJson.Default.RegisteredRow)
            : $"Registered {DisplayText.Escape(me.Name.Utf8)} as {me.Id}");
    }
}
