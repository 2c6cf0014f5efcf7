using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>
/// Chat by lines: each line that is read is a message, each event a line that is written. At the end of input it waits for
/// the acknowledgements and leaves.
/// </summary>
/// <param name="chat">The connection to the room.</param>
/// <param name="me">Who chats.</param>
/// <param name="isTerminal">True if a person types: then what the screen shows already is not shown again.</param>
internal sealed class LineChat(ChatClient chat, MeInfo me, bool isTerminal)
{
    // What a person typed stands on the screen before the room sends it back.
    private readonly ConcurrentQueue<string> _typed = new();

    /// <summary>Runs until the input ends, <c>/quit</c>, or the connection does.</summary>
    /// <returns>0 if every message was acknowledged.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellation)
    {
        TextWriter safe = TextWriter.Synchronized(output);
        bool isSubscribed = await TrySubscribeAsync(cancellation);
        // Without a subscription there is nothing to show, and no end of it to notice.
        Task showing = isSubscribed ? ShowAsync(safe) : new TaskCompletionSource().Task;
        int refused = 0;
        while (await ReadLineAsync(input, showing, cancellation) is { } line && line != "/quit")
        {
            if (isTerminal && line.StartsWith('/'))
                await Console.Error.WriteLineAsync($"There is no command {DisplayText.Escape(line)}, and it was not sent; /quit leaves.");
            else if (line.Length > 0 && !await TrySendAsync(line, cancellation))
                refused++;
        }

        await chat.LeaveAsync(cancellation);
        if (isSubscribed)
            await showing;
        return refused == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    // Reading from a terminal notices neither a cancellation nor the end of the connection, so the wait does.
    private static async Task<string?> ReadLineAsync(TextReader input, Task showing, CancellationToken cancellation)
    {
        Task<string?> reading = Task.Run(input.ReadLine, cancellation);
        if (await Task.WhenAny(reading, showing).WaitAsync(cancellation) == reading)
            return await reading;
        await showing;
        throw new IOException("The room closed the connection.");
    }

    private async Task<bool> TrySubscribeAsync(CancellationToken cancellation)
    {
        try
        {
            await chat.SubscribeAsync(0, me.Name, cancellation);
            return true;
        }
        catch (RequestRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return false;
        }
    }

    private async Task<bool> TrySendAsync(string line, CancellationToken cancellation)
    {
        string message = $"{me.Name}: {line}";
        if (isTerminal)
            _typed.Enqueue(message);
        try
        {
            await chat.SendAsync(message, cancellation);
            return true;
        }
        catch (Exception e) when (e is RequestRefusedException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} It was not delivered: {DisplayText.Escape(line)}");
            return false;
        }
    }

    private bool IsEcho(RoomEventRecord happened) =>
        happened.Kind == EventKind.Message && happened.ClientId == me.Id
        && _typed.TryPeek(out string? typed) && Encoding.UTF8.GetString(happened.Content.Span) == typed
        && _typed.TryDequeue(out _);

    private async Task ShowAsync(TextWriter output)
    {
        await foreach (RoomEventRecord happened in chat.Events)
        {
            if (IsEcho(happened))
                continue;
            string text = DisplayText.Escape(happened.Content.Span);
            string time = happened.Time.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            await output.WriteLineAsync(happened.Kind switch
            {
                EventKind.Message => $"{time} {text}",
                EventKind.Joined => $"{time} * {text} joined",
                EventKind.Left => $"{time} * {text} left",
                EventKind.Notice => $"{time} ! {text}",
                _ => $"{time} ? event of kind {(byte)happened.Kind}",
            });
        }
    }
}
