using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Library;

/// <summary>
/// Random cuts of the connection, at any byte, in both directions: what was sent is in the room once and in its order, and every
/// event is told once and in order. <c>KERBEROSGEN_LONG=1</c> tries many more.
/// </summary>
public sealed class CutTests
{
    // What 1028 and 1030 take, and their answers with the first event, which proves the room: what is cut before is not tried again.
    private const int FirstRequests = 400;
    private const int FirstAnswers = 90;

    private static readonly int Lives = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1" ? 500 : 25;

    private static readonly ChatClientOptions Hasty = new()
    {
        FirstRetryDelay = TimeSpan.FromMilliseconds(1),
        LongestRetryDelay = TimeSpan.FromMilliseconds(20),
        SettleTime = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public void Whatever_is_cut_each_message_is_in_the_room_once_and_each_event_is_told_once()
    {
        Gen<Cut> cut =
            from fromClient in Gen.Choose(0, 1500)
            from fromRoom in Gen.Choose(0, 3000)
            from isReset in Gen.Elements(true, false)
            select new Cut(fromClient, fromRoom, isReset);
        Gen<Life> life =
            from cuts in Gen.Choose(0, 6).SelectMany(count => cut.ArrayOf(count))
            from messages in Gen.Choose(1, 60)
            from texts in Gen.Choose(1, 60)
            select new Life(cuts, messages, texts);
        Prop.ForAll(life.ToArbitrary(), static one => Task.Run(() => LiveAsync(one)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));
    }

    private static async Task LiveAsync(Life life)
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new CuttingRelay(
            () => site.EndPoint, life.Cuts.Select(static (cut, at) => at > 0 ? cut : cut with { FromClient = cut.FromClient + FirstRequests, FromRoom = cut.FromRoom + FirstAnswers }));
        await using ChatClient bob = await ChatClient.ConnectAsync(site.TicketsFor("bob"), Hasty, Patience.Token);
        await using ChatClient ann = await ChatClient.ConnectAsync(site.TicketsFor("ann", relay.EndPoint), Hasty, Patience.Token);
        var bobHears = new Hearer(bob);
        var annHears = new Hearer(ann);

        string[] texts = [.. Enumerable.Range(0, life.Messages).Select(at => $"ann says {at % life.Texts}")];
        Task[] sending = [.. texts.Select(text => ann.SendAsync(text, Patience.Token))];
        for (int at = 0; at < 10; at++)
            await bob.SendAsync($"bob says {at}", Patience.Token);
        await Task.WhenAll(sending);
        await bob.SendAsync("the end", Patience.Token);
        await annHears.HearAsync<MessageReceived>(1, static message => message.Text == "the end");
        await bobHears.HearAsync<MessageReceived>(1, static message => message.Text == "the end");

        Assert.Equal(texts, site.Said.Where(static said => said.StartsWith("ann: ", StringComparison.Ordinal)).Select(static said => said["ann: ".Length..]));
        Assert.Equal(site.Said.Select(static said => said[(said.IndexOf(": ", StringComparison.Ordinal) + 2)..]), annHears.Messages);
        Assert.Equal(Enumerable.Range(1, annHears.Sequences.Count).Select(static n => (ulong)n), annHears.Sequences);
        Assert.Equal(bobHears.Messages, annHears.Messages);
        Assert.Empty(annHears.Heard.OfType<EventsMissed>());
    }

    private sealed record Life(Cut[] Cuts, int Messages, int Texts)
    {
        public override string ToString() => $"{Messages} messages of {Texts} texts over {string.Join(", ", Cuts.AsEnumerable())}";
    }
}
