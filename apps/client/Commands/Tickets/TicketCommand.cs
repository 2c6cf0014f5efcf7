using System.CommandLine;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary><c>client ticket ROOM</c>: gets a new ticket to a room.</summary>
internal static class TicketCommand
{
    public static Command Create(ClientOptions options) => options.OnAccount(
        new Command("ticket", "Get a new ticket to a room.") { options.Room, options.Json },
        (context, cancellation) => RunAsync(context, context.Parsed.GetValue(options.Room)!, context.Parsed.GetValue(options.Json), cancellation));

    private static async Task<int> RunAsync(CommandContext context, string room, bool isJson, CancellationToken cancellation)
    {
        CachedTicket ticket = await context.Account.GetTicketAsync(room, context.Password.GetAsync, cancellation);
        var row = TicketRow.Of(ticket);
        Console.WriteLine(isJson
            ? JsonSerializer.Serialize(row, ClientJson.Default.TicketRow)
            : $"Got a ticket to {DisplayText.Escape(ticket.Service.Name.Utf8)} ({ticket.Ticket.Ticket.Length} bytes, {row.Layout})");
        return ExitCodes.Ok;
    }
}
