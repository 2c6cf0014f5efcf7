using System.Globalization;

namespace KerberosGen.Examples.Bot;

/// <summary>What the bot has to say.</summary>
internal static class Answers
{
    /// <summary>The answer to a message; null if it is not for the bot.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="sender">Who said it, by its own word.</param>
    /// <param name="now">The time.</param>
    public static string? To(string text, string sender, DateTimeOffset now)
    {
        string[] words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        return words switch
        {
            ["!time"] => now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            // A word in front, so that nobody makes the bot give a moderator's command.
            ["!echo", { Length: > 0 } rest] => $"{sender} says {rest}",
            ["!help"] => "!time, !echo TEXT",
            _ => null,
        };
    }
}
