using System.CommandLine;
using KerberosGen.Codec;

namespace KerberosGen.Cli;

/// <summary>A value that an option gets from somewhere other than the command line.</summary>
/// <param name="Option">Which option.</param>
/// <param name="Values">What was written, as it would be on the command line.</param>
/// <param name="Source">Where: <c>KERBEROSGEN_PORT</c>, or <c>kdc.json:4</c>.</param>
internal sealed record Setting(Option Option, IReadOnlyList<string> Values, string Source)
{
    /// <summary>A value as it was found.</summary>
    /// <exception cref="ConfigurationException">The option is on or off, and this is neither.</exception>
    public static Setting Of(Option option, IReadOnlyList<string> values, string source) =>
        new(option, option.ValueType == typeof(bool) ? [.. values.Select(value => FlagOf(value, source))] : values, source);

    private static string FlagOf(string value, string source) => value switch
    {
        "1" or "true" => "true",
        "0" or "false" => "false",
        _ => throw new ConfigurationException($"{source}: '{DisplayText.Escape(value)}' is neither true nor false."),
    };
}
