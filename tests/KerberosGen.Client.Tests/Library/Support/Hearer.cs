using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Reads all that a client has to tell.</summary>
internal sealed class Hearer
{
    private readonly Lock _lock = new();
    private readonly List<ChatEvent> _heard = [];

    public Hearer(ChatClient chat) => End = Task.Run(() => HearAsync(chat));

    /// <summary>Ends as the events do.</summary>
    public Task End { get; }

    public IReadOnlyList<ChatEvent> Heard
    {
        get
        {
            lock (_lock)
                return [.. _heard];
        }
    }

    /// <summary>The numbers of the events in the room's order, as they were told.</summary>
    public IReadOnlyList<ulong> Sequences => [.. Heard.OfType<RoomHappening>().Where(static e => e.Sequence > 0).Select(static e => e.Sequence)];

    /// <summary>What was said, as it was told.</summary>
    public IReadOnlyList<string> Messages => [.. Heard.OfType<MessageReceived>().Select(static e => e.Text)];

    /// <summary>Waits until so many of a kind were told, and answers the last of them.</summary>
    public async Task<T> HearAsync<T>(int count = 1, Func<T, bool>? isMeant = null)
        where T : ChatEvent
    {
        T[] Found() => [.. Heard.OfType<T>().Where(isMeant ?? (static _ => true)).Take(count)];
        await Patience.UntilAsync(() => Found().Length == count || End.IsCompleted);
        Assert.True(Found().Length == count, $"Heard {Found().Length} of {count} {typeof(T).Name}, and then the end ({End.Exception?.InnerException?.Message}).");
        return Found()[^1];
    }

    private async Task HearAsync(ChatClient chat)
    {
        await foreach (ChatEvent happened in chat.Events)
        {
            lock (_lock)
                _heard.Add(happened);
        }
    }
}
