using System.CommandLine;
using System.CommandLine.Parsing;
using KerberosGen.Packets;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector keys`: what files with keys hold, and what their keys open.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Looks at files with keys.") { CreateCheck() };

    private static Command CreateCheck()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files with keys, readable by you alone: lines of keys, clients.txt, services.json, services_pool.json, services_info.json, msg.info.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(static result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value is ['-', _, ..]) is { } unknown && result.Parent is CommandResult { Command: var command })
                result.AddError(CommandLine.NoOption(unknown.Value, command));
        });
        var capture = new Option<string?>("--with") { Description = "A capture, to say which packets each key opens.", HelpName = "CAPTURE" };
        var command = new Command("check", "Says what each line of files with keys holds, and, with a capture, what its key opens. No key is shown.") { files, capture };
        var input = new InputOptions();
        input.AddTo(command, withFile: false);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            if (LineKeys.RolesOf(request.Protocol).Length == 0)
                return Failure.Say(ExitStatus.Usage, KeyOptions.NothingEncrypted(request.Protocol));
            using var keys = new KeyChain { IsChat = request.Protocol == PacketCatalog.Layout };
            return new KeysCheckRun(request.Protocol, keys)
                .Run(parsed.GetValue(files)!, parsed.GetValue(capture) is { } path ? request with { File = path } : null);
        });
        return command;
    }
}
