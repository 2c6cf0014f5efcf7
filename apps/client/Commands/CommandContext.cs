using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Clients;

namespace KerberosGen.Client;

/// <summary>What a command has to work with.</summary>
/// <param name="Parsed">The command line, for the command's own options and arguments.</param>
/// <param name="Account">The files of the directory, and the KDC.</param>
/// <param name="Password">Where the password comes from.</param>
/// <param name="Chat">How to behave in a room.</param>
internal sealed record CommandContext(ParseResult Parsed, ClientAccount Account, PasswordSource Password, ChatClientOptions Chat);
