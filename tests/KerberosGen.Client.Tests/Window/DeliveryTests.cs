using KerberosGen.Client.Tests.Library;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task What_the_room_has_by_now_is_not_undelivered_though_the_window_was_gone_when_it_said_so()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient ann = await ChatClient.ConnectAsync(site.TicketsFor("ann"), new ChatClientOptions(), Patience.Token);
        var hears = new Hearer(ann);
        var outbox = new Outbox(ann, new Transcript(Room.Options), TimeProvider.System);
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new GoneWindow());
        try
        {
            outbox.Send(["one"]);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await outbox.Settled.WaitAsync(Patience.Limit);
        Assert.Empty(outbox.Undelivered);
        await hears.HearAsync<MessageReceived>(1, static message => message.Text == "one");
    }

    private sealed class GoneWindow : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // Nobody is there any more who could do it.
        }
    }
}
