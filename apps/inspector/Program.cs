using System.CommandLine;
using KerberosGen.Inspector;
using KerberosGen.Inspector.Commands;

var root = new RootCommand("Shows what is in the bytes of packets that are declared with KerberosGen.")
{
    DecodeCommand.Create(),
    ProxyCommand.Create(),
    SessionCommand.Create(),
    SpecCommand.Create(),
    KeysCommand.Create(),
    ExportCommand.Create(),
    EncodeCommand.Create(),
    EditCommand.Create(),
    StatsCommand.Create(),
    WatchCommand.Create(),
    WhichCommand.Create(),
};
ParseResult parsed = root.Parse(args);
int status = parsed.Invoke();
return parsed.Errors.Count > 0 ? ExitStatus.Usage : status;
