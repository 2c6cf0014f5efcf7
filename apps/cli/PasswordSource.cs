using System.Text;
using System.Text.Unicode;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Spectre.Console;

namespace KerberosGen.Cli;

/// <summary>Where the password comes from: standard input, the environment, or a prompt without echo. Never an argument.</summary>
/// <param name="fromStandardInput">True for <c>--password-stdin</c>: the first line of standard input.</param>
public sealed class PasswordSource(bool fromStandardInput)
{
    private const string Variable = "KERBEROSGEN_PASSWORD";

    /// <summary>Bytes of the first line of standard input.</summary>
    private const int MaxLine = 4096;

    private Password? _given;

    /// <summary>The password: the one that was given, or what a person types, each time anew; asked for on standard error, for standard output is data.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it cannot be one.</exception>
    public async ValueTask<Password> GetAsync(string prompt, CancellationToken cancellation) =>
        await GivenAsync(cancellation) ?? Checked(await QuietPrompt(prompt).ShowAsync(ErrorConsole(), cancellation));

    /// <summary>A password that is new, so that a person types it twice.</summary>
    /// <exception cref="InvalidOperationException">There is none, it cannot be one, or the two differ.</exception>
    public async ValueTask<Password> GetNewAsync(string prompt, CancellationToken cancellation)
    {
        if (await GivenAsync(cancellation) is { } given)
            return given;
        IAnsiConsole console = ErrorConsole();
        Password password = Checked(await QuietPrompt(prompt).ShowAsync(console, cancellation));
        return Checked(await QuietPrompt("The same again:").ShowAsync(console, cancellation)).Equals(password)
            ? password
            : throw new InvalidOperationException("The two passwords differ, and nothing was changed.");
    }

    /// <summary>Takes the password from standard input now, if it is to come from there: what follows it is somebody else's to read.</summary>
    /// <exception cref="InvalidOperationException">It cannot be one.</exception>
    public async ValueTask TakeAheadAsync(CancellationToken cancellation)
    {
        if (fromStandardInput && Console.IsInputRedirected)
            await GivenAsync(cancellation);
    }

    /// <summary>Standard error, where a person can be asked even while standard output goes to a program.</summary>
    private static IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Interactive = InteractionSupport.Yes,
    });

    private static TextPrompt<string> QuietPrompt(string prompt)
    {
        // Looking for a key turns the terminal's echo off. Reading one does too, but only after the prompt has invited to type.
        _ = Console.KeyAvailable;
        return new TextPrompt<string>(Markup.Escape(prompt)).Secret(null);
    }

    private static Password Checked(string text) =>
        Validator.TryPassword(text, out Password password, out string? problem) ? password : throw new InvalidOperationException(problem);

    /// <summary>A password that nobody needs to type; null if somebody must: at a terminal a line would be seen.</summary>
    /// <exception cref="InvalidOperationException">There is none and nobody who could type it, or it cannot be one.</exception>
    public async ValueTask<Password?> GivenAsync(CancellationToken cancellation)
    {
        if (_given is not null)
            return _given;
        // Reading notices no cancellation, so the wait does.
        if (fromStandardInput && Console.IsInputRedirected)
            return _given = Checked(await Task.Run(ReadLine, cancellation).WaitAsync(cancellation));
        if (!fromStandardInput && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fromEnvironment)
            return _given = Checked(fromEnvironment);
        return Console.IsInputRedirected
            ? throw new InvalidOperationException($"There is no terminal to ask for a password: use --password-stdin or {Variable}.")
            : null;
    }

    /// <summary>Reads the first line byte by byte, so that nothing of what follows is taken.</summary>
    private static string ReadLine()
    {
        using Stream input = Console.OpenStandardInput();
        byte[] line = new byte[MaxLine];
        int size = 0;
        while (input.ReadByte() is var next and >= 0 && next != '\n')
        {
            if (size == line.Length)
                throw new InvalidOperationException("The first line of standard input is too long for a password.");
            line[size++] = (byte)next;
        }

        ReadOnlySpan<byte> text = line.AsSpan(0, size);
        if (text.EndsWith((byte)'\r'))
            text = text[..^1];
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw new InvalidOperationException("The first line of standard input, the password, is not UTF-8.");
    }
}
