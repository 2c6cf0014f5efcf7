using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>
/// Two well-behaved members who chat while something hostile goes on, and then compare what they heard with what was said.
/// </summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly (string Name, ChatClient Chat)[] _members;
    private readonly CancellationTokenSource _enough = new();
    private readonly Task<int>[] _talking;

    private Conversation((string Name, ChatClient Chat)[] members)
    {
        _members = members;
        _talking = Array.ConvertAll(_members, member => TalkAsync(member.Name, member.Chat));
    }

    public static async Task<Conversation> StartAsync(Site site, SiteRoom room)
    {
        var members = new List<(string, ChatClient)>();
        foreach (string name in new[] { "ann", "ben" })
        {
            Member member = await site.AddMemberAsync(name);
            ChatClient chat = await member.EnterAsync(room);
            await chat.SubscribeAsync(ulong.MaxValue, member.Name, Patience.Token);
            members.Add((name, chat));
        }

        return new Conversation([.. members]);
    }

    /// <summary>Both stop to talk; each must have heard every message of both, in one order, each speaker's in the order spoken.</summary>
    public async Task EndAndCheckAsync()
    {
        await _enough.CancelAsync();
        int[] said = await Task.WhenAll(_talking);
        Assert.All(said, count => Assert.InRange(count, 1, int.MaxValue));
        var heard = new List<List<RoomEventRecord>>();
        foreach ((_, ChatClient chat) in _members)
            heard.Add(await HearAsync(chat, said.Sum()));
        Assert.Equal(heard[0].Select(Text), heard[1].Select(Text));
        foreach (((string name, _), int count) in _members.Zip(said))
            Assert.Equal(Enumerable.Range(0, count).Select(i => $"{name}: {i}"), heard[0].Select(Text).Where(text => text.StartsWith(name, StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        foreach ((_, ChatClient chat) in _members)
            await chat.DisposeAsync();
        _enough.Dispose();
    }

    private static string Text(RoomEventRecord message) => System.Text.Encoding.UTF8.GetString(message.Content.Span);

    private static async Task<List<RoomEventRecord>> HearAsync(ChatClient chat, int count)
    {
        var heard = new List<RoomEventRecord>();
        await using IAsyncEnumerator<RoomEventRecord> events = chat.Events.GetAsyncEnumerator();
        while (heard.Count < count && await events.MoveNextAsync().AsTask().WaitAsync(Patience.Limit))
        {
            if (events.Current.Kind == EventKind.Message && Text(events.Current)[..3] is "ann" or "ben")
                heard.Add(events.Current);
        }

        return heard;
    }

    private async Task<int> TalkAsync(string name, ChatClient chat)
    {
        int said = 0;
        do
        {
            await chat.SendAsync($"{name}: {said}", Patience.Token);
            said++;
        }
        while (!_enough.IsCancellationRequested);
        return said;
    }
}
