using System.Text;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

public sealed class RolesTests
{
    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task The_roles_carry_a_whole_conversation(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        await site.AddRoomAsync("Printer 20");
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");

        IReadOnlyList<ServiceInfo> rooms = await ann.ListServicesAsync();
        Assert.Equal(["Printer 10", "Printer 20"], rooms.Select(r => r.Name.ToString()));
        Assert.Equal(room.EndPoint, rooms[0].EndPoint);
        Assert.Equal(room.Id, rooms[0].Id);

        using SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        Assert.Equal(layout, ticket.Layout);
        await using ChatConnection annsChat = await ann.PresentAsync(room, ticket);
        await annsChat.SendAsync("ann: nobody hears this yet", Patience.Token);
        await annsChat.SubscribeAsync(0, ann.Name, Patience.Token);
        await using ChatConnection bensChat = await ben.EnterAsync(room);
        await bensChat.SubscribeAsync(ulong.MaxValue, ben.Name, Patience.Token);
        await bensChat.SendAsync("ben: hello", Patience.Token);
        await annsChat.SendAsync("ann: žluťoučký 😀", Patience.Token);

        IReadOnlyList<MemberEntry> members = await annsChat.ListMembersAsync(Patience.Token);
        Assert.Equal(["ann", "ben"], members.Select(m => m.Name.ToString()));
        Assert.Equal([ann.Id, ben.Id], members.Select(m => m.ClientId));

        await bensChat.LeaveAsync(Patience.Token);
        Assert.Equal(["Joined ben", "Message ben: hello", "Message ann: žluťoučký 😀"], await ToEndAsync(bensChat));
        await annsChat.LeaveAsync(Patience.Token);
        Assert.Equal(
            ["Message ann: nobody hears this yet", "Joined ann", "Joined ben", "Message ben: hello", "Message ann: žluťoučký 😀", "Left ben"],
            await ToEndAsync(annsChat));
        Assert.Equal(["ann: nobody hears this yet", "ben: hello", "ann: žluťoučký 😀"], site.Observer.Messages);
        Assert.Empty(site.Observer.Refusals);
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task A_ticket_serves_one_connection_after_another_while_it_lasts(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        using SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        for (int i = 0; i < 3; i++)
        {
            await using ChatConnection chat = await ann.PresentAsync(room, ticket);
            await chat.SendAsync($"ann: {i}", Patience.Token);
        }

        Assert.Equal(["ann: 0", "ann: 1", "ann: 2"], site.Observer.Messages);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_wrong_password_are_said_in_words()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        var taken = await Assert.ThrowsAsync<RequestRefusedException>(() => site.AddMemberAsync("ann"));
        Assert.Contains("taken", taken.Message, StringComparison.Ordinal);
        await using KdcClient kdc = await KdcClient.ConnectAsync(site.Kdc, local: null, overUdp: false, Patience.Token);
        var mistyped = ann.Identity! with { Key = Crypto.KeyMaterial.FromPassword("wrong"u8) };
        var wrong = await Assert.ThrowsAsync<WrongPasswordException>(
            () => kdc.GetTicketAsync(mistyped, room.Id, Crypto.SystemRandomSource.Instance, Patience.Token));
        Assert.Contains("password", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ToEndAsync(ChatConnection chat)
    {
        var seen = new List<string>();
        await foreach (RoomEventRecord e in chat.Events)
            seen.Add($"{e.Kind} {Encoding.UTF8.GetString(e.Content.Span)}");
        return seen;
    }
}
