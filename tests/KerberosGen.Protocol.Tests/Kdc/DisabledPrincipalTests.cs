using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>What an administrator disables gets and gives no ticket from then on, until it is enabled again.</summary>
public sealed class DisabledPrincipalTests
{
    private static readonly byte[] s_nonce = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly KdcUnderTest _kdc = new();

    [Fact]
    public async Task A_disabled_client_gets_neither_list_nor_ticket_and_is_not_noted_as_seen()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        (PrincipalId service, _) = await _kdc.RegisterServiceAsync();
        await DisableClientAsync(client, isDisabled: true);

        await AssertRefusedAsync(GivenRequest.ServiceList(client), $"client {client} is disabled");
        await AssertRefusedAsync(GivenRequest.Ticket(client, service, s_nonce), $"client {client} is disabled");
        Assert.Empty(_kdc.Store.Seen);

        await DisableClientAsync(client, isDisabled: false);
        (await _kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602);
        (await _kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce))).Answer(1603);
    }

    [Fact]
    public async Task A_disabled_service_is_in_no_list_and_no_ticket_is_made_to_it()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        (PrincipalId first, _) = await _kdc.RegisterServiceAsync("Printer 10");
        (PrincipalId second, _) = await _kdc.RegisterServiceAsync("Printer 20");
        (PrincipalId third, _) = await _kdc.RegisterServiceAsync("Printer 30");
        (await _kdc.AskAsync(GivenRequest.Ticket(client, second, s_nonce))).Answer(1603);
        await DisableServiceAsync(second, isDisabled: true);

        Assert.Equal([first, third], await ListedAsync(client));
        await AssertRefusedAsync(GivenRequest.Ticket(client, second, s_nonce), $"service {second} is disabled");
        (await _kdc.AskAsync(GivenRequest.Ticket(client, third, s_nonce))).Answer(1603);

        await DisableServiceAsync(second, isDisabled: false);
        Assert.Equal([first, second, third], await ListedAsync(client));
        (await _kdc.AskAsync(GivenRequest.Ticket(client, second, s_nonce))).Answer(1603);
    }

    [Fact]
    public async Task A_disabled_client_that_asks_for_an_unknown_service_is_refused_for_the_service()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        await DisableClientAsync(client, isDisabled: true);
        await AssertRefusedAsync(GivenRequest.Ticket(client, client, s_nonce), $"unknown service {client}");
    }

    private async Task<List<PrincipalId>> ListedAsync(PrincipalId client)
    {
        byte[] payload = (await _kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;
        return [.. payload.Chunk(277).Select(static entry => new PrincipalId(entry[..16]))];
    }

    private async Task AssertRefusedAsync(GivenRequest request, string sentence)
    {
        KdcReply reply = await _kdc.AskAsync(request);
        Assert.Empty(reply.Answer(1609).Payload);
        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        Assert.Equal(sentence, _kdc.Observer.Refusals[^1]);
    }

    private async Task DisableClientAsync(PrincipalId id, bool isDisabled) =>
        Assert.NotNull(await _kdc.Store.UpdateClientAsync(id, c => c with { IsDisabled = isDisabled }, CancellationToken.None));

    private async Task DisableServiceAsync(PrincipalId id, bool isDisabled) =>
        Assert.NotNull(await _kdc.Store.UpdateServiceAsync(id, s => s with { IsDisabled = isDisabled }, CancellationToken.None));
}
