using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Cli.Completions;
using KerberosGen.Client;

if (Console.IsOutputRedirected)
    Console.SetOut(new CheckedOutput(Console.Out));
var options = new ClientOptions();
RootCommand root = MenuCommand.Create(options, out AppConfiguration configuration);
root.Subcommands.Add(RegisterCommand.Create(options));
root.Subcommands.Add(ServicesCommand.Create(options));
root.Subcommands.Add(TicketCommand.Create(options));
root.Subcommands.Add(TicketsCommand.Create(options));
root.Subcommands.Add(ForgetCommand.Create(options));
root.Subcommands.Add(ChatCommand.Create(options));
root.Subcommands.Add(WhoCommand.Create(options));
root.Subcommands.Add(ImportCommand.Create(options));
root.Subcommands.Add(CompletionsCommand.Create(
    root, args, new CompletedProgram(["client"], "the client's commands, options and rooms' names") { HasFreeWords = true }));
return await App.RunAsync(root, args, configuration);
