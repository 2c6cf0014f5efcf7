using KerberosGen.Packets;
using KerberosGen.Protocol;
using Spectre.Console;

namespace KerberosGen.Client;

/// <summary>Where the password comes from: standard input, the environment, or a prompt without echo. Never an argument.</summary>
internal sealed class PasswordSource(bool fromStandardInput)
{
    private const string Variable = "KERBEROSGEN_PASSWORD";

    private Password? _known;

    /// <summary>The password; asked for once.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it cannot be one.</exception>
    public Password Get(string prompt)
    {
        if (_known is { } known)
            return known;
        if (!Validator.TryPassword(Read(prompt), out Password password, out string? problem))
            throw new InvalidOperationException(problem);
        _known = password;
        return password;
    }

    private string? Read(string prompt)
    {
        if (fromStandardInput)
            return Console.In.ReadLine();
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fromEnvironment)
            return fromEnvironment;
        if (Console.IsInputRedirected)
            throw new InvalidOperationException($"There is no terminal to ask for a password: use --password-stdin or {Variable}.");
        return AnsiConsole.Prompt(new TextPrompt<string>(Markup.Escape(prompt)).Secret(null));
    }
}
