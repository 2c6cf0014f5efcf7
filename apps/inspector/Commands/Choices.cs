using System.CommandLine;

namespace KerberosGen.Inspector.Commands;

/// <summary>Options with a few words to choose from; the first is meant where none is said.</summary>
internal static class Choices
{
    public static Option<string> Option(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => choices[0] };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    /// <summary>The member that a word names in any letter case; null for a word that names none, such as <c>auto</c>.</summary>
    public static TEnum? Parse<TEnum>(string? word)
        where TEnum : struct, Enum =>
        Enum.TryParse(word, ignoreCase: true, out TEnum value) ? value : null;
}
