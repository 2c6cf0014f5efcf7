using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary><c>client who ROOM</c>: enters without subscribing, so that nobody is told, asks who is here, and leaves.</summary>
internal static class WhoCommand
{
    public static Command Create(ClientOptions options) => options.OnAccount(
        new Command("who", "List who is in a room; nobody there is told that you asked.") { options.Room, options.Json },
        (context, cancellation) => RunAsync(context, context.Parsed.GetValue(options.Room)!, context.Parsed.GetValue(options.Json), cancellation));

    private static async Task<int> RunAsync(CommandContext context, string room, bool isJson, CancellationToken cancellation)
    {
        IReadOnlyList<ChatMember> members = await RoomFailure.ExplainAsync(
            context.Account, room, () => ChatClient.ListMembersAsync(context.Account.TicketsTo(room, context.Password.GetAsync), context.Chat, cancellation));
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize([.. members.Select(RowOf)], ClientJson.Default.MemberRowArray));
            return ExitCodes.Ok;
        }

        if (members.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Nobody is in {DisplayText.Escape(room)}.");
            return ExitCodes.Ok;
        }

        Console.WriteLine($"{"ID",-32}  {"JOINED (UTC)",-19}  NAME");
        foreach (ChatMember member in members)
            Console.WriteLine($"{member.ClientId}  {member.JoinedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {DisplayText.Escape(member.Name)}");
        return ExitCodes.Ok;
    }

    private static MemberRow RowOf(ChatMember member) => new(member.ClientId.ToString(), member.Name, member.JoinedAt.UtcDateTime);
}
