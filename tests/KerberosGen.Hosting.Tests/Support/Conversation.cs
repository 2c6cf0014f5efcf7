using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>
/// Two well-behaved members who chat while something hostile goes on, and then compare what they heard with what was said.
/// </summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly (string Name, ChatConnection Chat)[] _members;
    private readonly CancellationTokenSource _enough = new();
    private readonly List<RoomEventRecord>[] _heard;
    private readonly Task[] _hearing;
    private readonly Task<int>[] _talking;

    private Conversation((string Name, ChatConnection Chat)[] members)
    {
        _members = members;
        _heard = Array.ConvertAll(members, static _ => new List<RoomEventRecord>());
        _hearing = [.. members.Zip(_heard, static (member, heard) => HearAsync(member.Chat, heard))];
        _talking = Array.ConvertAll(_members, member => TalkAsync(member.Name, member.Chat));
    }

    public static async Task<Conversation> StartAsync(Site site, SiteRoom room)
    {
        var members = new List<(string, ChatConnection)>();
        foreach (string name in new[] { "ann", "ben" })
        {
            Member member = await site.AddMemberAsync(name);
            ChatConnection chat = await member.EnterAsync(room);
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
        List<RoomEventRecord>[] heard = await Task.WhenAll(_heard.Select(list => HeardAsync(list, said.Sum())));
        Assert.Equal(heard[0].Select(Text), heard[1].Select(Text));
        foreach (((string name, _), int count) in _members.Zip(said))
            Assert.Equal(Enumerable.Range(0, count).Select(i => $"{name}: {i}"), heard[0].Select(Text).Where(text => text.StartsWith(name, StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        foreach ((_, ChatConnection chat) in _members)
            await chat.DisposeAsync();
        await Task.WhenAll(_hearing);
        _enough.Dispose();
    }

    private static string Text(RoomEventRecord message) => System.Text.Encoding.UTF8.GetString(message.Content.Span);

    // While they talk: a client that does not read what it is told is told no answers either.
    private static async Task HearAsync(ChatConnection chat, List<RoomEventRecord> heard)
    {
        await foreach (RoomEventRecord happened in chat.Events)
        {
            if (happened.Kind != EventKind.Message || Text(happened)[..3] is not ("ann" or "ben"))
                continue;
            lock (heard)
                heard.Add(happened);
        }
    }

    private static async Task<List<RoomEventRecord>> HeardAsync(List<RoomEventRecord> heard, int count)
    {
        while (true)
        {
            lock (heard)
            {
                if (heard.Count >= count)
                    return heard[..count];
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), Patience.Token);
        }
    }

    private async Task<int> TalkAsync(string name, ChatConnection chat)
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
