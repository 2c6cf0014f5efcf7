using System.CommandLine;
using KerberosGen.Inspector;
using KerberosGen.Inspector.Commands;

var root = new RootCommand("Shows what is in the bytes of packets that are declared with KerberosGen.")
{
    DecodeCommand.Create(),
    SessionCommand.Create(),
    StatsCommand.Create(),
    WhichCommand.Create(),
    DiffCommand.Create(),
    WatchCommand.Create(),
    ProxyCommand.Create(),
    ReplayCommand.Create(),
    EditCommand.Create(),
    EncodeCommand.Create(),
    KeysCommand.Create(),
    SpecCommand.Create(),
    ExportCommand.Create(),
    CompletionsCommand.Create(),
};
return CommandLine.Run(root, args);
