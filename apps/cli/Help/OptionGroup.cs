using System.CommandLine;

namespace KerberosGen.Cli;

/// <summary>Options of one subject.</summary>
/// <param name="Title">The subject.</param>
/// <param name="Options">They, in the order of the help.</param>
public sealed record OptionGroup(string Title, params Option[] Options);
