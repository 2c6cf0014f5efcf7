using System.Text.RegularExpressions;

namespace KerberosGen.Cli;

/// <summary>A database's connection string, which may hold a password: <c>Password=...</c>, or <c>//user:...@host</c>.</summary>
public static partial class ConnectionText
{
    /// <summary>True if a password stands in it.</summary>
    public static bool HoldsPassword(string text) => Password().IsMatch(text);

    /// <summary>The text with <c>***</c> for every password.</summary>
    public static string Hide(string text) => Password().Replace(text, "***");

    // A value in quotes may hold semicolons.
    [GeneratedRegex("""(?<=\b(?:password|pwd|passphrase)\s*=\s*)(?:'[^']*'|"[^"]*"|[^;&\s'"][^;&]*)|(?<=//[^/@:]*:)[^@]+(?=@)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
