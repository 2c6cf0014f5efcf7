using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Cli.Completions;
using KerberosGen.Kdc;

var options = new ServeOptions();
RootCommand root = ServeCommand.Create(options, out AppConfiguration configuration);
// Every command works on a store.
foreach (Option option in options.Store.All)
    option.Recursive = true;
root.Subcommands.Add(AdministrationCommands.Principals(options.Store));
root.Subcommands.Add(AdministrationCommands.Services(options.Store));
root.Subcommands.Add(TransferCommands.Export(options.Store));
root.Subcommands.Add(TransferCommands.Import(options.Store));
root.Subcommands.Add(CompletionsCommand.Create(
    root, args, new CompletedProgram(["kdc"], "the KDC's commands, options and principals' names") { HasFreeWords = true }));
return await App.RunAsync(root, args, configuration);
