using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary><c>client tickets</c>: lists the tickets at hand, as klist does, or says by its exit code alone whether there is one.</summary>
internal static class TicketsCommand
{
    public static Command Create(ClientOptions options)
    {
        var room = options.OptionalRoom("The room whose ticket is meant; all rooms without it.");
        Option<bool> test = new("--test", "-s") { Description = "Say nothing: exit 0 if there is a ticket that would be used as it is, else 1." };
        return options.OnAccount(
            new Command("tickets", "List the tickets at hand, and how long they are good for.") { room, test, options.Json },
            (context, _) => Task.FromResult(Run(context, context.Parsed.GetValue(room), context.Parsed.GetValue(test), context.Parsed.GetValue(options.Json))));
    }

    private static int Run(CommandContext context, string? room, bool isTest, bool isJson)
    {
        ClientAccount account = context.Account;
        CachedTicket[] tickets = [.. account.ListTickets().Where(ticket => room is null || ticket.Service.Name.ToString() == room)];
        if (isTest)
            return Array.Exists(tickets, static ticket => ticket.Standing == TicketStanding.Good) ? ExitCodes.Ok : ExitCodes.Failed;
        if (room is not null && !account.Services.Any(known => known.Service.Name.ToString() == room))
            throw new InvalidOperationException($"The room \"{DisplayText.Escape(room)}\" is not known here: 'client services' asks the KDC for its rooms.");
        if (isJson)
        {
            var list = new TicketList(
                account.Me?.Name.ToString(), account.Me?.Id.ToString(), (long)account.TicketLifetime.TotalSeconds, Array.ConvertAll(tickets, TicketRow.Of));
            Console.WriteLine(JsonSerializer.Serialize(list, ClientJson.Default.TicketList));
        }
        else
        {
            Write(account, tickets);
        }

        return ExitCodes.Ok;
    }

    /// <summary>Columns for a person; the name comes last, for it has no width of its own.</summary>
    private static void Write(ClientAccount account, CachedTicket[] tickets)
    {
        if (tickets.Length == 0)
        {
            Console.Error.WriteLine("There are no tickets at hand.");
            return;
        }

        Console.WriteLine(account.Me is { } me ? $"Tickets of {DisplayText.Escape(me.Name.Utf8)} ({me.Id})" : "Tickets of nobody: no client is registered here");
        Console.WriteLine($"{"OBTAINED (UTC)",-20}  {"UNTIL (UTC)",-20}  {"LEFT",-9}  {"LAYOUT",-10}  ROOM");
        foreach (CachedTicket ticket in tickets)
        {
            string unsure = ticket.IsExact ? "" : "?";
            Console.WriteLine(
                $"{TimeOf(ticket.ObtainedAt) + unsure,-20}  {TimeOf(ticket.EndsAt) + unsure,-20}  {LeftOf(ticket),-9}  {ticket.Ticket.Layout.ToString().ToLowerInvariant(),-10}  {DisplayText.Escape(ticket.Service.Name.Utf8)}");
        }

        if (tickets.Any(static ticket => !ticket.IsExact))
            Console.Error.WriteLine("?: nobody noted when the ticket was obtained; it is as old as the file was, or older, and may end earlier.");
        foreach (IGrouping<string, CachedTicket> theirs in tickets.Where(static ticket => ticket.Standing == TicketStanding.NotOurs).GroupBy(OwnerOf))
            Console.Error.WriteLine($"not ours: made for another client, {theirs.Key}, and never used.");
        if (tickets.Any(static ticket => ticket.Standing == TicketStanding.Unauthenticated))
            Console.Error.WriteLine("not used: not known to be authenticated; --accept-unauthenticated-tickets uses it.");
    }

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string LeftOf(CachedTicket ticket) => ticket.Standing switch
    {
        TicketStanding.NotOurs => "not ours",
        TicketStanding.Ended => "ended",
        TicketStanding.Unauthenticated => "not used",
        _ => Text(ticket.TimeLeft),
    };

    private static string Text(TimeSpan left) => left switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{left.Days}d {left.Hours}h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{left.Hours}h {left.Minutes}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{left.Minutes}m {left.Seconds}s"),
    };

    private static string OwnerOf(CachedTicket ticket) =>
        ticket.ClientName is { } name ? $"{DisplayText.Quote(name.Utf8)} ({ticket.Ticket.ClientId})" : ticket.Ticket.ClientId.ToString();
}
