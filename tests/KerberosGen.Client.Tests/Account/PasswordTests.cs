using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Account;

/// <summary>When a password is asked for, and what becomes of a wrong one.</summary>
public sealed class PasswordTests
{
    private const string Question = "The password of ann:";

    [Fact]
    public async Task A_wrong_password_is_asked_for_again()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Typing("wrong", "wronger", AccountSite.Password), Patience.Token);
        Assert.Equal([Question, $"That password is wrong. {Question}", $"That password is wrong. {Question}"], site.Asked);
    }

    [Fact]
    public async Task After_three_wrong_passwords_it_is_given_up_and_none_of_them_is_kept()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        var wrong = await Assert.ThrowsAsync<WrongPasswordException>(() => ann.GetTicketAsync("Printer 10", site.Typing("a", "b", "c", AccountSite.Password), Patience.Token));
        Assert.Contains("does not open with this password", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(3, site.Asked.Count);
        Assert.Empty(ann.ListTickets());
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        Assert.Equal(Question, site.Asked[^1]);
    }

    [Fact]
    public async Task A_script_that_has_but_one_password_fails_with_it_at_once()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await Assert.ThrowsAsync<WrongPasswordException>(() => ann.GetTicketAsync("Printer 10", site.Typing("wrong", "wrong", AccountSite.Password), Patience.Token));
        Assert.Equal(2, site.Asked.Count);
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_is_asked_for()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        await site.ChangePasswordAsync(ann.Me!.Id, "asdf5678");
        await ann.GetTicketAsync("Printer 10", site.Typing("asdf5678"), Patience.Token);
        Assert.Equal([Question, $"The password is another by now. {Question}"], site.Asked);
    }

    [Fact]
    public async Task It_is_asked_for_once_however_many_tickets_are_wanted_at_once()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        string[] rooms = [.. Enumerable.Range(1, 8).Select(static number => $"Printer {number}0")];
        foreach (string room in rooms)
            await site.AddRoomAsync(room);
        ClientAccount ann = await site.RegisterAsync("ann");
        PasswordPrompt once = site.Once();
        await Task.WhenAll(rooms.Select(room => Task.Run(async () => await ann.TicketsTo(room, once).GetAsync(TicketNeed.Any, Patience.Token))));
        Assert.Equal([Question], site.Asked);
        Assert.Equal(rooms, ann.ListTickets().Select(static ticket => ticket.Service.Name.ToString()));
    }

    [Fact]
    public async Task Who_has_just_registered_is_not_asked_for_it()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = site.Open("ann");
        await ann.RegisterAsync("ann", site.Once(), Patience.Token);
        await ann.GetTicketAsync("Printer 10", site.Typing(), Patience.Token);
        Assert.Equal(["A password for ann:"], site.Asked);
    }

    [Fact]
    public async Task A_KDC_that_is_away_does_not_have_it_asked_for_again_and_again()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.ListServicesAsync(Patience.Token);
        await site.StopKdcAsync();
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        for (int attempt = 0; attempt < 3; attempt++)
            await Assert.ThrowsAsync<KdcUnreachableException>(() => source.GetAsync(TicketNeed.Any, Patience.Token).AsTask());
        await site.StartKdcAsync();
        await source.GetAsync(TicketNeed.Any, Patience.Token);
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task No_key_stays_in_memory_once_the_account_is_disposed()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        RoomTicket first = await source.GetAsync(TicketNeed.Any, Patience.Token), second = await source.GetAsync(TicketNeed.Refused, Patience.Token);
        Assert.All(new[] { first, second }, static ticket => Assert.True(ticket.Ticket.SessionKey.Bytes.ContainsAnyExcept((byte)0)));
        ann.Dispose();
        Assert.All(new[] { first, second }, static ticket => Assert.False(ticket.Ticket.SessionKey.Bytes.ContainsAnyExcept((byte)0)));
    }
}
