using System.CommandLine;
using KerberosGen.Inspector;
using KerberosGen.Inspector.Commands;

var root = new RootCommand("Shows what is in the bytes of packets that are declared with KerberosGen.")
{
    DecodeCommand.Create(),
    SessionCommand.Create(),
    SpecCommand.Create(),
    ExportCommand.Create(),
    EncodeCommand.Create(),
    EditCommand.Create(),
    StatsCommand.Create(),
    WhichCommand.Create(),
    CompletionsCommand.Create(),
};
return CommandLine.Run(root, args);
