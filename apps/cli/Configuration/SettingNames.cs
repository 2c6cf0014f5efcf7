using System.CommandLine;
using System.CommandLine.Help;

namespace KerberosGen.Cli;

/// <summary>How an option is called elsewhere: <c>--ticket-lifetime</c>, <c>KERBEROSGEN_TICKET_LIFETIME</c> where that is the app's prefix, <c>ticket-lifetime</c>.</summary>
internal static class SettingNames
{
    /// <summary>The options of a command that may be set elsewhere: all but those that ask for something else to be done.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Where(static option => option is not (HelpOption or VersionOption) && option.Action is null);

    public static string KeyOf(Option option) => option.Name.TrimStart('-');

    public static string VariableOf(Option option, string prefix) => prefix + KeyOf(option).Replace('-', '_').ToUpperInvariant();
}
