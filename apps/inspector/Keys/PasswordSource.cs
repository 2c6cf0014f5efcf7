using System.Text;

namespace KerberosGen.Inspector;

/// <summary>Where passwords come from beside files with keys: a prompt without echo, files, the environment. Never an argument.</summary>
internal static class PasswordSource
{
    /// <summary>The environment variable that may hold a password.</summary>
    public const string Variable = "KERBEROSGEN_PASSWORD";

    /// <summary>Asks on the terminal; false with what to do instead if there is none.</summary>
    public static bool TryAsk(out string password, out string error)
    {
        password = "";
        error = "";
        if (Console.IsInputRedirected)
        {
            error = $"--password asks on the terminal, and standard input is none; use --password-file or {Variable}";
            return false;
        }

        // Looking for a key turns the terminal's echo off. Reading one does too, but only after the prompt has invited to type.
        _ = Console.KeyAvailable;
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (pressed.KeyChar != '\0')
                typed.Append(pressed.KeyChar);
        }

        Console.Error.Write("\n");
        password = typed.ToString();
        return true;
    }

    /// <summary>Reads a file that its owner alone can read: a password on each line.</summary>
    public static bool TryRead(string path, out IReadOnlyList<(int Line, string Password)> passwords, out string error)
    {
        passwords = [];
        if (!KeyFile.TryReadPrivate(path, out byte[] bytes, out error))
            return false;
        passwords = [.. Encoding.UTF8.GetString(bytes).Split('\n').Select((l, i) => (i + 1, l.TrimEnd('\r'))).Where(l => l.Item2.Length > 0)];
        if (passwords.Count > 0)
            return true;
        error = $"{Codec.DisplayText.Escape(path)} holds no password: one on each line";
        return false;
    }
}
