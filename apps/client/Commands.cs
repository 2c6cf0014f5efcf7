using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Hosting;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>What the client can be told to do, one method for each command.</summary>
internal static class Commands
{
    public static async Task<int> RegisterAsync(ChatAccount account, PasswordSource password, CancellationToken cancellation)
    {
        string name = account.UserName ?? throw new InvalidOperationException("A name is missing: client register -un NAME");
        MeInfo me = await account.RegisterAsync(name, password, cancellation);
        Console.WriteLine($"Registered {DisplayText.Escape(me.Name.Utf8)} as {me.Id}");
        return ExitCodes.Ok;
    }

    public static async Task<int> ListServicesAsync(ChatAccount account, CancellationToken cancellation)
    {
        IReadOnlyList<KnownService> services = await account.ListServicesAsync(cancellation);
        foreach (KnownService known in services)
            Console.WriteLine($"{known.Service.Id}  {known.Service.EndPoint,-21}  {DisplayText.Escape(known.Service.Name.Utf8)}");
        if (services.Count == 0)
            await Console.Error.WriteLineAsync("The KDC knows no rooms yet.");
        return ExitCodes.Ok;
    }

    public static async Task<int> GetTicketAsync(ChatAccount account, PasswordSource password, string room, CancellationToken cancellation)
    {
        KnownService known = await account.GetTicketAsync(room, password, cancellation);
        Console.WriteLine($"Got a ticket to {DisplayText.Escape(known.Service.Name.Utf8)} ({known.Ticket!.Ticket.Length} bytes, {known.Ticket.Layout.ToString().ToLowerInvariant()})");
        return ExitCodes.Ok;
    }

    public static async Task<int> ChatAsync(ChatAccount account, PasswordSource password, string room, CancellationToken cancellation)
    {
        await using ChatClient chat = await ConnectAsync(account, password, room, cancellation);
        bool isTerminal = !Console.IsInputRedirected;
        if (isTerminal)
            await Console.Error.WriteLineAsync($"You are in {DisplayText.Escape(room)}. Each line is a message; /quit leaves.");
        return await new LineChat(chat, account.Me!, isTerminal).RunAsync(Console.In, Console.Out, cancellation);
    }

    private static async Task<ChatClient> ConnectAsync(ChatAccount account, PasswordSource password, string room, CancellationToken cancellation)
    {
        try
        {
            return await account.ConnectAsync(room, password, cancellation);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new InvalidOperationException($"The room '{DisplayText.Escape(room)}' cannot be reached ({e.Message}). Is it running?");
        }
    }
}
