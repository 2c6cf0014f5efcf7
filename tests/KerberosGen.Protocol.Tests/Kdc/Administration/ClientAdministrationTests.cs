using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc.Administration;

public sealed class ClientAdministrationTests
{
    private static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly KdcUnderTest _kdc = new();
    private readonly KdcAdministrator _administrator;

    public ClientAdministrationTests() => _administrator = new KdcAdministrator(_kdc.Store, _kdc.Clock, SystemRandomSource.Instance);

    [Fact]
    public async Task An_added_client_gets_tickets_that_its_password_opens()
    {
        PrincipalId service = (await _kdc.RegisterServiceAsync()).Id;
        ClientPrincipal alice = Done(await _administrator.AddClientAsync("alice", KeyOf("Wonderland-1865"), default));

        byte[] payload = (await _kdc.AskAsync(GivenRequest.Ticket(alice.Id, service, Nonce))).Answer(1603).Payload;

        Assert.Equal(Nonce, PlainCbc.Open(SHA256.HashData("Wonderland-1865"u8), payload[16..32], payload.AsSpan(32, 16)));
        Assert.Equal(KdcUnderTest.Start, alice.LastSeen);
        Assert.False(alice.IsDisabled);
    }

    [Fact]
    public async Task Registration_that_is_closed_is_not_closed_to_the_administrator()
    {
        var closed = new KdcUnderTest(new KdcOptions { IsRegistrationOpen = false });
        var administrator = new KdcAdministrator(closed.Store, closed.Clock, SystemRandomSource.Instance);
        ClientPrincipal alice = Done(await administrator.AddClientAsync("alice", KeyOf("pw"), default));
        (await closed.AskAsync(GivenRequest.ServiceList(alice.Id))).Answer(1602);
    }

    [Fact]
    public async Task A_removed_client_gets_no_ticket_from_then_on_and_its_name_is_free()
    {
        PrincipalId service = (await _kdc.RegisterServiceAsync()).Id;
        PrincipalId alice = await _kdc.RegisterClientAsync();
        (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1603);

        Assert.Equal(alice, Done(await _administrator.RemoveClientAsync("alice", default)).Id);

        (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1609);
        (await _kdc.AskAsync(GivenRequest.ServiceList(alice))).Answer(1609);
        Assert.NotEqual(alice, Done(await _administrator.AddClientAsync("alice", KeyOf("pw"), default)).Id);
        (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1609);
    }

    [Fact]
    public async Task A_disabled_client_gets_no_ticket_until_it_is_enabled_and_keeps_its_name()
    {
        PrincipalId service = (await _kdc.RegisterServiceAsync()).Id;
        PrincipalId alice = await _kdc.RegisterClientAsync();
        foreach (int _ in (int[])[1, 2])
        {
            Assert.True(Done(await _administrator.SetClientDisabledAsync("alice", true, default)).IsDisabled);
            (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1609);
            (await _kdc.AskAsync(GivenRequest.ServiceList(alice))).Answer(1609);
        }

        (await _kdc.AskAsync(GivenRequest.ClientRegistration("alice"u8, "pw"u8))).Answer(1601);
        Assert.False(Done(await _administrator.SetClientDisabledAsync("alice", false, default)).IsDisabled);
        (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1603);
    }

    [Fact]
    public async Task After_a_new_password_answers_open_with_it_alone()
    {
        PrincipalId service = (await _kdc.RegisterServiceAsync()).Id;
        PrincipalId alice = await _kdc.RegisterClientAsync(password: "old");
        (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1603);

        Assert.Equal(alice, Done(await _administrator.SetClientKeyAsync("alice", KeyOf("new"), default)).Id);

        byte[] payload = (await _kdc.AskAsync(GivenRequest.Ticket(alice, service, Nonce))).Answer(1603).Payload;
        Assert.Equal(Nonce, PlainCbc.Open(SHA256.HashData("new"u8), payload[16..32], payload.AsSpan(32, 16)));
    }

    [Theory]
    [InlineData("", "A name must not be empty.")]
    [InlineData("a:b", "A name must not contain a colon.")]
    [InlineData("a\nb", "A name must not contain a line break.")]
    public async Task A_name_that_breaks_the_rules_is_refused_by_every_act(string name, string refusal)
    {
        using KeyMaterial key = KeyOf("pw");
        Assert.Equal(refusal, Refused(await _administrator.AddClientAsync(name, key, default)));
        Assert.Equal(refusal, Refused(await _administrator.RemoveClientAsync(name, default)));
        Assert.Equal(refusal, Refused(await _administrator.SetClientDisabledAsync(name, true, default)));
        Assert.Equal(refusal, Refused(await _administrator.SetClientKeyAsync(name, key, default)));
        Assert.Empty(_kdc.Store.Clients);
    }

    [Fact]
    public async Task Nobody_is_removed_disabled_or_changed_who_is_not_there()
    {
        const string Refusal = "There is no client \"a\\\\b\": 'kdc principals list' names those there are.";
        using KeyMaterial key = KeyOf("pw");
        Assert.Equal(Refusal, Refused(await _administrator.RemoveClientAsync("a\\b", default)));
        Assert.Equal(Refusal, Refused(await _administrator.SetClientDisabledAsync("a\\b", true, default)));
        Assert.Equal(Refusal, Refused(await _administrator.SetClientKeyAsync("a\\b", key, default)));
    }

    [Fact]
    public async Task A_name_is_added_once_and_the_refused_key_stays_the_callers()
    {
        await _kdc.RegisterClientAsync();
        using KeyMaterial key = KeyOf("pw");
        Assert.Equal("There is a client \"alice\" already.", Refused(await _administrator.AddClientAsync("alice", key, default)));
        Assert.Equal(SHA256.HashData("pw"u8), key.Bytes.ToArray());
        Assert.Single(_kdc.Store.Clients);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public async Task A_key_of_another_size_is_refused(int size)
    {
        await _kdc.RegisterClientAsync("bob");
        using var key = new KeyMaterial(new byte[size]);
        Assert.Equal($"A key has 32 bytes, not {size}.", Refused(await _administrator.AddClientAsync("alice", key, default)));
        Assert.Equal($"A key has 32 bytes, not {size}.", Refused(await _administrator.SetClientKeyAsync("bob", key, default)));
    }

    [Fact]
    public async Task Of_administrators_and_clients_that_want_one_name_one_gets_it()
    {
        GivenRequest request = GivenRequest.ClientRegistration("alice"u8, "pw"u8);
        int added = 0;
        await Parallel.ForAsync(0, 64, async (number, _) =>
        {
            bool isAdded = number % 2 == 0
                ? (await _administrator.AddClientAsync("alice", KeyOf("pw"), default)).IsDone
                : Assert.Single((await _kdc.AskAsync(request)).Packets).Code == 1600;
            if (isAdded)
                Interlocked.Increment(ref added);
        });
        Assert.Equal(1, added);
    }

    [Fact]
    public async Task No_id_of_an_added_client_has_a_zero_byte()
    {
        for (int i = 0; i < 500; i++)
            Assert.False(Done(await _administrator.AddClientAsync($"client {i}", KeyOf("pw"), default)).Id.Bytes.Contains((byte)0));
    }

    private static KeyMaterial KeyOf(string password) => KeyMaterial.FromPassword(System.Text.Encoding.UTF8.GetBytes(password));

    private static ClientPrincipal Done(AdministrationResult<ClientPrincipal> result)
    {
        Assert.Null(result.Refusal);
        return Assert.IsType<ClientPrincipal>(result.Principal);
    }

    private static string Refused(AdministrationResult<ClientPrincipal> result)
    {
        Assert.False(result.IsDone);
        return result.Refusal;
    }
}
