using System.CommandLine;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary><c>client services</c>: asks the KDC for its rooms, and keeps them. The name comes last: it has no width of its own.</summary>
internal static class ServicesCommand
{
    /// <summary>What is said where there are none.</summary>
    public const string NoRooms = "The KDC knows no rooms yet.";

    public static Command Create(ClientOptions options) => options.OnAccount(
        new Command("services", "List the rooms that the KDC knows, and those there is a ticket to.") { options.Json },
        (context, cancellation) => RunAsync(context, context.Parsed.GetValue(options.Json), cancellation));

    /// <summary>Lists them.</summary>
    public static async Task<int> RunAsync(CommandContext context, bool isJson, CancellationToken cancellation)
    {
        IReadOnlyList<KnownService> services = await context.Account.ListServicesAsync(cancellation);
        HashSet<PrincipalId> withTicket = [.. context.Account.ListTickets().Where(static ticket => ticket.Standing is TicketStanding.Good or TicketStanding.EndsSoon).Select(static ticket => ticket.Service.Id)];
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize([.. services.Select(known => RowOf(known.Service, withTicket))], ClientJson.Default.RoomRowArray));
            return ExitCodes.Ok;
        }

        if (services.Count == 0)
        {
            await Console.Error.WriteLineAsync(NoRooms);
            return ExitCodes.Ok;
        }

        Console.WriteLine($"{"ID",-32}  {"ADDRESS",-21}  TICKET  NAME");
        foreach (ServiceInfo service in services.Select(static known => known.Service))
            Console.WriteLine($"{service.Id}  {service.EndPoint,-21}  {(withTicket.Contains(service.Id) ? "yes" : "-"),-6}  {DisplayText.Escape(service.Name.Utf8)}");
        return ExitCodes.Ok;
    }

    private static RoomRow RowOf(ServiceInfo service, HashSet<PrincipalId> withTicket) =>
        new(service.Id.ToString(), service.Name.ToString(), service.EndPoint.ToString(), withTicket.Contains(service.Id));
}
