using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Clients;

public sealed class ServicesInfoFileTests : IDisposable
{
    private const string File = "services_info.json";

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void The_seeds_own_sample_is_read_and_written_back_byte_for_byte()
    {
        string sample = Vector.AsArray(Vector.SeedKnownService);
        _directory.Write(File, sample);
        ServicesInfoFile file = ServicesInfoFile.Open(_directory.Path);
        KnownService known = Assert.Single(file.Services);
        Assert.Equal(new ServiceInfo(PrincipalId.Parse("5821f9a674174062ad3af49ee1432681"), new PrincipalName("Printer 10"), new IPEndPoint(IPAddress.Loopback, 58023)), known.Service);
        Assert.Equal(161, known.Ticket!.Ticket.Length);
        Assert.Equal(WireLayout.Original, known.Ticket.Layout);
        Assert.Equal(known.Service.Id, known.Ticket.ServiceId);
        Assert.Equal(Convert.FromBase64String("Ph7tXPYg8xmNkgLQaDs2wnj8TdEqKco0j1zZqgzjClE="), known.Ticket.SessionKey.Bytes);
        Assert.Equal(Iv.Parse("327762044450156fc138733dfa979415"), known.Ticket.EncryptedKeyIv);

        System.IO.File.Delete(_directory[File]);
        file.PutTicket(known.Service, known.Ticket, null);
        Assert.Equal(sample, _directory.Read(File));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
    }

    [Fact]
    public void What_the_original_program_wrote_is_read_with_its_empty_objects_as_null()
    {
        string original = Vector.Read("original_services_info.json");
        _directory.Write(File, original);
        ServicesInfoFile file = ServicesInfoFile.Open(_directory.Path);
        Assert.Equal(["Printer 10", "Printer 20"], file.Services.Select(known => known.Service.Name.ToString()));
        Assert.NotNull(file.Services[0].Ticket);
        Assert.Null(file.Services[1].Ticket);
        file.Replace([.. file.Services.Select(known => known.Service)]);
        Assert.Equal(original.Replace("\"{}\"", "null"), _directory.Read(File));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void Services_and_tickets_come_back_as_they_were_kept(ServiceInfo[] services, KeyMaterial key, Iv iv, bool isDocumented, byte filling)
    {
        using var directory = new WorkDirectory();
        byte[] packed = new byte[isDocumented ? Ticket.Size : OriginalTicket.Size];
        Array.Fill(packed, filling);
        ServicesInfoFile file = ServicesInfoFile.Open(directory.Path);
        file.Replace(services);
        foreach (ServiceInfo service in services.Where((_, i) => i % 2 == 0))
            file.PutTicket(service, new SessionTicket(service.Id, key, iv, packed), null);
        foreach (ServicesInfoFile read in (ServicesInfoFile[])[file, ServicesInfoFile.Open(directory.Path)])
        {
            Assert.Equal(services, read.Services.Select(known => known.Service));
            for (int i = 0; i < services.Length; i++)
            {
                SessionTicket? ticket = read.Services[i].Ticket;
                Assert.Equal(i % 2 == 0, ticket is not null);
                if (ticket is null)
                    continue;
                Assert.Equal((services[i].Id, key, iv), (ticket.ServiceId, ticket.SessionKey, ticket.EncryptedKeyIv));
                Assert.Equal(packed, ticket.Ticket.ToArray());
            }
        }
    }

    [Fact]
    public void A_new_list_keeps_the_tickets_of_services_whose_id_is_the_same_and_drops_the_others()
    {
        ServicesInfoFile file = WithTwoTickets();
        ServiceInfo first = file.Services[0].Service, second = file.Services[1].Service;
        ServiceInfo moved = first with { EndPoint = new IPEndPoint(IPAddress.Loopback, 9) };
        ServiceInfo again = second with { Id = PrincipalId.Parse("000000000000000000000000000000ff") };
        foreach (ServiceInfo[] listed in (ServiceInfo[][])[[again, moved], [moved]])
        {
            file.Replace(listed);
            foreach (ServicesInfoFile read in (ServicesInfoFile[])[file, ServicesInfoFile.Open(_directory.Path)])
            {
                Assert.Equal(listed, read.Services.Select(known => known.Service));
                Assert.Equal(listed.Select(service => service.Id == first.Id), read.Services.Select(known => known.Ticket is not null));
            }
        }
    }

    [Fact]
    public void Fields_that_we_do_not_know_are_kept_as_long_as_their_service_is()
    {
        JsonArray rows = JsonNode.Parse(Vector.Read("original_services_info.json"))!.AsArray();
        rows[0]!["colour"] = "green";
        _directory.Write(File, rows.ToJsonString());
        ServicesInfoFile file = ServicesInfoFile.Open(_directory.Path);
        ServiceInfo first = file.Services[0].Service;
        file.Replace([first]);
        file.PutTicket(first, new SessionTicket(first.Id, new KeyMaterial(new byte[32]), default, new byte[Ticket.Size]), null);
        file.Forget();
        Assert.Equal("green", (string?)JsonNode.Parse(_directory.Read(File))![0]!["colour"]);
        file.Replace([]);
        file.Replace([first]);
        Assert.DoesNotContain("green", _directory.Read(File));
    }

    [Fact]
    public void Forgetting_drops_tickets_and_keys_and_keeps_the_services()
    {
        ServicesInfoFile file = WithTwoTickets();
        ServiceInfo[] services = [.. file.Services.Select(known => known.Service)];
        string key = Convert.ToBase64String(file.Services[0].Ticket!.SessionKey.Bytes);
        Assert.Contains(key, _directory.Read(File));
        file.Forget();
        foreach (ServicesInfoFile read in (ServicesInfoFile[])[file, ServicesInfoFile.Open(_directory.Path)])
        {
            Assert.Equal(services, read.Services.Select(known => known.Service));
            Assert.All(read.Services, known => Assert.Null(known.Ticket));
        }

        Assert.DoesNotContain(key, _directory.Read(File));
        Assert.Equal(6, _directory.Read(File).Split(": null").Length - 1);
    }

    [Fact]
    public void Forgetting_nothing_makes_no_file()
    {
        ServicesInfoFile.Open(_directory.Path).Forget();
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_kept()
    {
        ServicesInfoFile file = WithTwoTickets();
        ServiceInfo service = file.Services[0].Service;
        string before = _directory.Read(File);
        PrincipalName.TryCreate("a\u001b[2J"u8, out PrincipalName escape);
        Assert.Throws<ArgumentException>(() => file.Replace([service, service]));
        Assert.Throws<ArgumentException>(() => file.Replace([service with { Name = escape }]));
        Assert.Throws<ArgumentException>(() => file.Replace([service with { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }]));
        Assert.Throws<ArgumentException>(() => file.PutTicket(service, new SessionTicket(service.Id, new KeyMaterial([1]), default, new byte[Ticket.Size]), null));
        Assert.Throws<ArgumentException>(() => file.PutTicket(service, new SessionTicket(default, new KeyMaterial(new byte[32]), default, new byte[Ticket.Size]), null));
        Assert.Equal(before, _directory.Read(File));
    }

    [Theory]
    [InlineData("server_id", "\"1iJRBtwE\"", 3, "an id is 32 hex digits")]
    [InlineData("server_name", "null", 4, "text must stand here")]
    [InlineData("server_ip", "\"1iJRBtwE\"", 5, "an IP address")]
    [InlineData("server_port", "0", 6, "a number from 1 to 65535")]
    [InlineData("aes_key", "\"1iJRBtwE\"", 7, "A key is 32 bytes in base64")]
    [InlineData("aes_key", "null", 9, "must be there together or not at all")]
    [InlineData("encrypted_key_iv", "\"1iJRBtwE\"", 8, "an IV is 32 hex digits")]
    [InlineData("encrypted_key_iv", "\"{}\"", 9, "must be there together or not at all")]
    [InlineData("ticket", "\"1iJRBtwE*\"", 9, "base64")]
    [InlineData("ticket", "\"1iJRBtwE\"", 9, "a ticket is 137 or 161 bytes, not 6")]
    [InlineData("ticket", "null", 9, "must be there together or not at all")]
    [InlineData("ticket", "7", 9, "text must stand here")]
    public void A_field_that_makes_no_sense_is_named_and_left_alone(string field, string value, int line, string reason)
    {
        string[] lines = Vector.Read("original_services_info.json").Split('\n');
        int at = Array.FindIndex(lines, one => one.Contains($"\"{field}\""));
        lines[at] = $"    \"{field}\": {value}{(field == "ticket" ? "" : ",")}";
        _directory.Write(File, string.Join('\n', lines));
        FileFormatException refusal = _directory.AssertRefused(File, line, reason, () => ServicesInfoFile.Open(_directory.Path));
        Assert.DoesNotContain("1iJR", refusal.ToString());
    }

    [Fact]
    public void Two_services_of_one_id_make_no_sense()
    {
        _directory.Write(File, Vector.Read("original_services_info.json").Replace("454a16801fb84ecdaea70b432d4adcae", "56cb7cb063a04fa3ad09e387d7b32338"));
        _directory.AssertRefused(File, 12, "server_id: an earlier entry has this id", () => ServicesInfoFile.Open(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();

    private ServicesInfoFile WithTwoTickets()
    {
        _directory.Write(File, Vector.Read("original_services_info.json"));
        ServicesInfoFile file = ServicesInfoFile.Open(_directory.Path);
        file.PutTicket(file.Services[1].Service, new SessionTicket(file.Services[1].Service.Id, KeyMaterial.FromPassword("key"u8), default, new byte[Ticket.Size]), null);
        return file;
    }
}
