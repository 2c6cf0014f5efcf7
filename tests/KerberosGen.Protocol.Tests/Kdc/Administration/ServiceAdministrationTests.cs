using System.Net;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc.Administration;

public sealed class ServiceAdministrationTests
{
    private static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly IPEndPoint Address = IPEndPoint.Parse("198.51.100.4:50553");

    private readonly KdcUnderTest _kdc = new();
    private readonly KdcAdministrator _administrator;

    public ServiceAdministrationTests() => _administrator = new KdcAdministrator(_kdc.Store, _kdc.Clock, SystemRandomSource.Instance);

    [Fact]
    public async Task An_added_service_is_listed_and_its_tickets_open_with_its_key()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        ServicePrincipal printer = Done(await _administrator.AddServiceAsync("Printer 10", Address, default));
        Assert.Equal([198, 51, 100, 4, 0x79, 0xC5], (await ListAsync(client))[271..277]);
        Assert.True(Opens(await TicketAsync(client, printer.Id), printer.Key));
    }

    [Fact]
    public async Task A_removed_service_is_in_no_list_and_gets_no_ticket_and_its_name_is_free()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        PrincipalId printer = (await _kdc.RegisterServiceAsync()).Id;
        await TicketAsync(client, printer);
        Assert.Equal(printer, Done(await _administrator.RemoveServiceAsync("Printer 10", default)).Id);
        Assert.Empty(await ListAsync(client));
        (await _kdc.AskAsync(GivenRequest.Ticket(client, printer, Nonce))).Answer(1609);
        Assert.NotEqual(printer, Done(await _administrator.AddServiceAsync("Printer 10", Address, default)).Id);
    }

    [Fact]
    public async Task A_disabled_service_leaves_1602_until_it_is_enabled()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        PrincipalId printer = (await _kdc.RegisterServiceAsync()).Id;
        PrincipalId scanner = (await _kdc.RegisterServiceAsync("Scanner 10")).Id;
        Assert.Equal(2 * 277, (await ListAsync(client)).Length);

        Assert.True(Done(await _administrator.SetServiceDisabledAsync("Printer 10", true, default)).IsDisabled);

        Assert.Equal(scanner.Bytes.ToArray(), (await ListAsync(client))[..16]);
        Assert.Equal(277, (await ListAsync(client)).Length);
        (await _kdc.AskAsync(GivenRequest.Ticket(client, printer, Nonce))).Answer(1609);
        await TicketAsync(client, scanner);

        Assert.False(Done(await _administrator.SetServiceDisabledAsync("Printer 10", false, default)).IsDisabled);
        Assert.Equal(2 * 277, (await ListAsync(client)).Length);
        await TicketAsync(client, printer);
    }

    [Fact]
    public async Task Tickets_after_a_new_key_open_with_it_and_not_with_the_old_one()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        (PrincipalId printer, byte[] oldBytes) = await _kdc.RegisterServiceAsync();
        using var old = new KeyMaterial(oldBytes);
        byte[] before = await TicketAsync(client, printer);
        Assert.True(Opens(before, old));

        KeyMaterial now = Done(await _administrator.RekeyServiceAsync("Printer 10", default)).Key;

        Assert.NotEqual(old, now);
        Assert.False(now.Bytes.Contains((byte)0));
        Assert.False(Opens(before, now));
        byte[] after = await TicketAsync(client, printer);
        Assert.True(Opens(after, now));
        Assert.False(Opens(after, old));
    }

    [Fact]
    public async Task Clients_are_told_the_address_that_the_administrator_set()
    {
        PrincipalId client = await _kdc.RegisterClientAsync();
        await _kdc.RegisterServiceAsync();
        Assert.Equal(Address, Done(await _administrator.SetServiceAddressAsync("Printer 10", Address, default)).EndPoint);
        Assert.Equal([198, 51, 100, 4, 0x79, 0xC5], (await ListAsync(client))[271..277]);
    }

    [Fact]
    public async Task An_IPv4_address_in_IPv6_notation_is_the_IPv4_address() =>
        Assert.Equal(Address, Done(await _administrator.AddServiceAsync("Printer 10", IPEndPoint.Parse("[::ffff:198.51.100.4]:50553"), default)).EndPoint);

    [Theory]
    [InlineData("0.0.0.0:80")]
    [InlineData("0.1.2.3:80")]
    [InlineData("224.0.0.1:80")]
    [InlineData("255.255.255.255:80")]
    [InlineData("[2001:db8::1]:80")]
    [InlineData("[::ffff:0.0.0.0]:80")]
    [InlineData("192.0.2.7:0")]
    public async Task An_address_that_no_client_can_use_is_refused(string address)
    {
        ServicePrincipal scanner = Done(await _administrator.AddServiceAsync("Scanner 10", Address, default));
        IPEndPoint endPoint = IPEndPoint.Parse(address);
        string refusal = $"Clients cannot be sent to {endPoint}: a service has the IPv4 address of one machine and a port from 1 to 65535.";
        Assert.Equal(refusal, Refused(await _administrator.AddServiceAsync("Printer 10", endPoint, default)));
        Assert.Equal(refusal, Refused(await _administrator.SetServiceAddressAsync("Scanner 10", endPoint, default)));
        Assert.Equal([scanner], _kdc.Store.Services);
    }

    [Fact]
    public async Task What_is_not_there_is_not_changed()
    {
        const string Refusal = "There is no service \"Printer 10\": 'kdc services list' names those there are.";
        Assert.Equal(Refusal, Refused(await _administrator.RemoveServiceAsync("Printer 10", default)));
        Assert.Equal(Refusal, Refused(await _administrator.SetServiceDisabledAsync("Printer 10", true, default)));
        Assert.Equal(Refusal, Refused(await _administrator.RekeyServiceAsync("Printer 10", default)));
        Assert.Equal(Refusal, Refused(await _administrator.SetServiceAddressAsync("Printer 10", Address, default)));
        Assert.Empty(_kdc.Store.Services);
    }

    [Fact]
    public async Task A_name_is_added_once_and_clients_have_names_of_their_own()
    {
        await _kdc.RegisterClientAsync("Printer 10");
        Done(await _administrator.AddServiceAsync("Printer 10", Address, default));
        Assert.Equal("There is a service \"Printer 10\" already.", Refused(await _administrator.AddServiceAsync("Printer 10", Address, default)));
    }

    [Fact]
    public async Task No_id_and_no_key_of_an_added_service_has_a_zero_byte()
    {
        for (int i = 0; i < 500; i++)
        {
            ServicePrincipal service = Done(await _administrator.AddServiceAsync($"service {i}", Address, default));
            Assert.False(service.Id.Bytes.Contains((byte)0));
            Assert.False(service.Key.Bytes.Contains((byte)0));
        }
    }

    private static bool Opens(byte[] ticket, KeyMaterial key)
    {
        try
        {
            return PlainCbc.Open(key.Bytes.ToArray(), ticket[41..57], ticket.AsSpan(57, 48)).Length == 32;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ServicePrincipal Done(AdministrationResult<ServicePrincipal> result)
    {
        Assert.Null(result.Refusal);
        return Assert.IsType<ServicePrincipal>(result.Principal);
    }

    private static string Refused(AdministrationResult<ServicePrincipal> result)
    {
        Assert.False(result.IsDone);
        return result.Refusal;
    }

    private async Task<byte[]> ListAsync(PrincipalId client) => (await _kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;

    private async Task<byte[]> TicketAsync(PrincipalId client, PrincipalId service) =>
        (await _kdc.AskAsync(GivenRequest.Ticket(client, service, Nonce))).Answer(1603).Payload[80..];
}
