using System.CommandLine;
using KerberosGen.Clients;

namespace KerberosGen.Client;

/// <summary><c>client chat</c>: a window where a person sits at both ends, lines in a pipe.</summary>
internal static class ChatCommand
{
    public static Command Create(ClientOptions options)
    {
        var own = new ChatOptions();
        var command = new Command("chat", "Chat in a room: a window at a terminal; in a pipe each line is a message, and events go to standard output.")
        {
            options.Room, options.Json, own.Plain, own.Since, own.Reconnect,
        };
        return options.OnAccount(command, (context, cancellation) => RunAsync(
            context with { Chat = context.Chat with { Since = context.Parsed.GetValue(own.Since) ?? 0 } },
            context.Parsed.GetValue(options.Room)!,
            context.Parsed.GetValue(own.Plain),
            new PipeSettings { IsJson = context.Parsed.GetValue(options.Json), Reconnect = context.Parsed.GetValue(own.Reconnect) },
            cancellation));
    }

    public static Task<int> RunAsync(CommandContext context, string room, CancellationToken cancellation) =>
        RunAsync(context, room, isPlain: false, new PipeSettings(), cancellation);

    private static async Task<int> RunAsync(CommandContext context, string room, bool isPlain, PipeSettings settings, CancellationToken cancellation)
    {
        // Opened before anything is read or written.
        Stream input = StandardStreams.OpenInput(), output = StandardStreams.OpenOutput();
        // The first line is the password, also where none is needed: it must never be sent as a message.
        await context.Password.TakeAheadAsync(cancellation);
        var password = new WindowPassword(context.Password);
        await using ChatClient chat = await RoomFailure.ExplainAsync(
            context.Account, room, () => ChatClient.ConnectAsync(context.Account.TicketsTo(room, password.GetAsync), context.Chat, cancellation));
        bool isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        // What -d shows goes over the window, if it goes to the same terminal.
        isPlain |= context.Chat.Tap is not null && !Console.IsErrorRedirected;
        if (isTerminal && !isPlain && !settings.IsJson && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"))
            return await new ChatWindow(chat, password, LastRead.Open(context.Account.DataDirectory, chat.Ticket.Room.Id)).RunAsync(cancellation);
        using var pipe = new PipeChat(chat, settings with { IsTyped = isTerminal && !settings.IsJson }, input, output);
        return await pipe.RunAsync(cancellation);
    }
}
