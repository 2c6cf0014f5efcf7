using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Cli.Completions;
using KerberosGen.Room;

var options = new ServeOptions();
RootCommand root = ServeCommand.Create(options, out AppConfiguration configuration);
options.Data.Recursive = true;

Argument<FileInfo> enrolment = new("file") { Description = "What 'kdc services add' or 'kdc services rekey' wrote." };
var import = new Command("import", "Take over a room that an administrator enrolled, or its new key; the next start serves it.") { enrolment };
import.SetAction(parsed => RoomImport.Run(parsed.GetValue(enrolment)!.FullName, parsed.GetValue(options.Data)!.FullName));
root.Subcommands.Add(import);
root.Subcommands.Add(CompletionsCommand.Create(root, args, new CompletedProgram(["room"], "the rooms' commands and options") { HasFreeWords = true }));
return await App.RunAsync(root, args, configuration);
