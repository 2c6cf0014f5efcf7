using System.Text;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>
/// Somebody on the wire, without any key, between the room and a client. The seed has no events; by its rules a client takes whatever
/// opens, which is what <see cref="PlainReader"/> does. By default it is our client.
/// </summary>
public sealed class EventAttackTests
{
    private static readonly string[] s_said = ["ben: one", "ben: two", "ben: three"];

    public static TheoryData<Rules> Cases => [Rules.OfTheSeed, Rules.Default];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task An_event_replayed(Rules rules) => AttackAsync(
        rules, (index, packet, _) => index == 1 ? [packet, packet] : [packet], ["ben: one", "ben: two", "ben: two", "ben: three"], honest: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Events_reordered(Rules rules)
    {
        byte[] held = [];
        await AttackAsync(
            rules,
            (index, packet, _) =>
            {
                if (index == 1)
                    held = packet;
                return index switch { 1 => [], 2 => [packet, held], _ => [packet] };
            },
            ["ben: one", "ben: three", "ben: two"],
            honest: 1);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task An_event_dropped(Rules rules) =>
        AttackAsync(rules, static (index, packet, _) => index == 1 ? [] : [packet], ["ben: one", "ben: three"], honest: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_name_rewritten_in_an_event(Rules rules) => AttackAsync(
        rules,
        static (index, packet, _) => [index == 1 ? Bits.Flip(packet, Bits.EventIv, Bits.Between("ben", "eve")) : packet],
        ["ben: one", "eve: two", "ben: three"],
        honest: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_message_reflected_to_its_client_as_an_event(Rules rules) => AttackAsync(
        rules,
        static (index, packet, ownMessage) =>
        {
            if (index != 1)
                return [packet];
            byte[] iv = ownMessage[Bits.MessageIv..(Bits.MessageIv + Iv.Size)], content = ownMessage[(Bits.MessageIv + Iv.Size)..];
            byte[] reflected = [.. packet[..Bits.EventIv], .. iv, .. BitConverter.GetBytes(content.Length), .. content];
            BitConverter.TryWriteBytes(reflected.AsSpan(3), reflected.Length - ResponseHeader.Size);
            return [reflected];
        },
        ["ben: one", "ann: hello", "ben: three"],
        honest: 1);

    /// <summary>Ann listens through the attacker, Ben talks.</summary>
    /// <param name="rules">By which Ann lives.</param>
    /// <param name="attack">What she gets in place of the event of one of his messages: its index, the packet, and the 1029 that she sent before.</param>
    /// <param name="exploited">What a client by the seed's rules then shows.</param>
    /// <param name="honest">How many events our client shows before it ends the connection: those before the attack.</param>
    private static async Task AttackAsync(Rules rules, Func<int, byte[], byte[], IEnumerable<byte[]>> attack, string[] exploited, int honest)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Member ann = await site.Site.AddMemberAsync("ann"), ben = await site.Site.AddMemberAsync("ben");
        byte[] ownMessage = [];
        // Ann's own coming and her own message are told before his.
        int index = -2;
        await using var wire = new Interception(
            site.Room.EndPoint,
            request => ownMessage = BitConverter.ToUInt16(request, 17) == ChatMessage.Code ? request : ownMessage,
            packet => index++ < 0 ? [packet] : attack(index - 1, packet, ownMessage));

        using SessionTicket ticket = await ann.GetTicketAsync(site.Room.Id);
        Task<List<string>> shown = rules == Rules.OfTheSeed
            ? (await PlainReader.EnterAsync(wire.EndPoint, ann, ticket)).ShowAsync(exploited.Length)
            : ShowAsync(await EnterAsync(wire.EndPoint, ann, ticket));
        await using (ChatConnection talking = await ben.EnterAsync(site.Room))
        {
            foreach (string text in s_said)
                await talking.SendAsync(text, Patience.Token);
        }

        Assert.Equal(rules == Rules.OfTheSeed ? exploited : s_said[..honest], (await shown.WaitAsync(Patience.Limit)).Skip(1));
    }

    private static async Task<ChatConnection> EnterAsync(System.Net.IPEndPoint wire, Member ann, SessionTicket ticket)
    {
        ChatConnection chat = await ChatConnection.ConnectAsync(
            wire, ann.Id, ticket, TimeProvider.System, TimeZoneInfo.Utc, Patience.Token);
        await chat.SubscribeAsync(ulong.MaxValue, ann.Name, Patience.Token);
        await chat.SendAsync("ann: hello", Patience.Token);
        return chat;
    }

    private static async Task<List<string>> ShowAsync(ChatConnection chat)
    {
        var shown = new List<string>();
        await using (chat)
        {
            IOException end = await Assert.ThrowsAnyAsync<IOException>(async () =>
            {
                await foreach (RoomEventRecord happened in chat.Events)
                {
                    if (happened.Kind == EventKind.Message)
                        shown.Add(Encoding.UTF8.GetString(happened.Content.Span));
                }
            });
            Assert.Contains("does not verify", end.Message, StringComparison.Ordinal);
        }

        return shown;
    }
}
