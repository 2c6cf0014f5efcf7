using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Client;

var seed = new SeedOptions();
Option<ushort?> port = SeedOptions.Port(allowZero: false, "that of srv.info, or 8000");
Option<string> userName = SeedOptions.Name("--user-name", ["-un", "--user_name"], "The name to register or to be known by. [default: that of me.info]", null);
Option<bool> passwordStdin = new("--password-stdin") { Description = "Read the password from the first line of standard input. (Or set KERBEROSGEN_PASSWORD.)" };
Option<DirectoryInfo> data = SeedOptions.Data();
Option<TimeZoneInfo> timeZone = SeedOptions.TimeZone("--kdc-timezone", "The zone of time texts in the original layout: the KDC's.");
timeZone.Aliases.Add("--time-zone");
Option[] shared = [seed.DebugMode, seed.Transport, seed.IpAddress, port, userName, passwordStdin, data, timeZone];

Argument<string> room = new("room") { Description = "A room's name, as 'services' lists it." };
var register = new Command("register", "Register with the KDC under a new name.");
var services = new Command("services", "List the rooms that the KDC knows.");
var ticket = new Command("ticket", "Get a ticket to a room.") { room };
var chat = new Command("chat", "Chat in a room: each line of standard input is a message; events go to standard output.") { room };
var root = new RootCommand("The chat client. Without a command it shows a menu.") { register, services, ticket, chat };
foreach (Option option in shared)
{
    option.Recursive = true;
    root.Options.Add(option);
}

root.SetAction((parsed, cancellation) => With(parsed, (client, password) => new Menu(client, password).RunAsync(cancellation)));
register.SetAction((parsed, cancellation) => With(parsed, (client, password) => Commands.RegisterAsync(client, password, cancellation)));
services.SetAction((parsed, cancellation) => With(parsed, (client, _) => Commands.ListServicesAsync(client, cancellation)));
ticket.SetAction((parsed, cancellation) => With(parsed, (client, password) => Commands.GetTicketAsync(client, password, parsed.GetValue(room)!, cancellation)));
chat.SetAction((parsed, cancellation) => With(parsed, (client, password) => Commands.ChatAsync(client, password, parsed.GetValue(room)!, cancellation)));
return await App.RunAsync(root, args);

async Task<int> With(ParseResult parsed, Func<ChatAccount, PasswordSource, Task<int>> run)
{
    using var account = ChatAccount.Open(
        parsed.GetValue(data)!.FullName,
        // Options win over srv.info only if they were given.
        parsed.GetResult(seed.IpAddress) is { Implicit: false } ? seed.AddressOf(parsed) : null,
        parsed.GetValue(port),
        parsed.GetValue(seed.Transport) == "udp",
        parsed.GetValue(userName),
        parsed.GetValue(timeZone) ?? TimeZoneInfo.Local,
        parsed.GetValue(seed.DebugMode) ? new DebugScreen(Console.Error) : null);
    return await run(account, new PasswordSource(parsed.GetValue(passwordStdin)));
}
