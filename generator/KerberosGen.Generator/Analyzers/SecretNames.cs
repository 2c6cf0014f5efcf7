using System;
using System.Linq;
using KerberosGen.Generator.Parsing;

namespace KerberosGen.Generator.Analyzers;

/// <summary>Which names say plainly that a secret is behind them.</summary>
internal static class SecretNames
{
    private static readonly string[] Secrets = ["key", "password", "passphrase", "passcode", "secret", "token", "credential"];

    /// <summary>What may follow the secret's word and still mean the secret itself: a KeyId is none, KeyBytes are.</summary>
    private static readonly string[] Forms = ["bytes", "value", "material", "text", "data"];

    /// <summary>What in front of the word says that everyone may see it.</summary>
    private static readonly string[] Harmless = ["public", "encrypted", "sealed", "wrapped"];

    /// <summary>The word that gives it away, or null.</summary>
    public static string? WordIn(string name)
    {
        string[] words = WireNames.Of(name).Split('_')
            .Select(word => word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))
            .Where(word => word.Length > 0)
            .ToArray();
        int last = words.Length - 1;
        if (last > 0 && Forms.Contains(words[last]))
            last--;
        return last >= 0 && Secrets.Contains(words[last]) && !words.Take(last).Any(word => Harmless.Contains(word)) ? words[last] : null;
    }
}
