using System.CommandLine;
using System.CommandLine.Help;

namespace KerberosGen.Cli;

/// <summary>An option in words, as help shows it.</summary>
internal static class OptionText
{
    private const string DefaultMark = "[default: ";

    /// <summary>Its spellings, the short ones first, and its value: <c>-p, --port &lt;port&gt;</c>.</summary>
    public static string Spellings(Option option)
    {
        IEnumerable<string> names = option.Aliases.Prepend(option.Name)
            .Where(static name => name.StartsWith('-') && name != "-?")
            .OrderBy(static name => name.StartsWith("--", StringComparison.Ordinal));
        string value = option is HelpOption or VersionOption || option.ValueType == typeof(bool) ? "" : $" <{option.HelpName ?? SettingNames.KeyOf(option)}>";
        return string.Join(", ", names) + value;
    }

    /// <summary>What it does, and its default.</summary>
    public static string Description(Option option)
    {
        string description = option.Description ?? "";
        if (description.Contains(DefaultMark, StringComparison.Ordinal) || !option.HasDefaultValue || option.GetDefaultValue() is not { } value)
            return description;
        string text = value is bool flag ? (flag ? "True" : "False") : value.ToString()!;
        return text.Length == 0 ? description : $"{description} {DefaultMark}{text}]";
    }

    /// <summary>The default that the description itself gives, or null.</summary>
    public static string? DefaultInWords(Option option) =>
        option.Description is { } description && description.IndexOf(DefaultMark, StringComparison.Ordinal) is var at and >= 0
            ? description[(at + DefaultMark.Length)..].TrimEnd(']')
            : null;
}
