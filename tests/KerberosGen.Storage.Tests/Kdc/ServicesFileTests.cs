using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class ServicesFileTests : IDisposable
{
    private const string File = "services.json";

    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task The_seeds_own_sample_is_read_with_and_without_an_array_around_it()
    {
        foreach (string text in (string[])[Vector.SeedService, Vector.AsArray(Vector.SeedService), "\ufeff" + Vector.AsArray(Vector.SeedService).Replace("\n", "\r\n")])
        {
            _directory.Write(File, text);
            await using SeedFileStore store = Open();
            ServicePrincipal service = Assert.Single(await store.ListServicesAsync(default));
            Assert.Equal(PrincipalId.Parse("5df3b3bb4b214cb8ae6fb54cf2dd9146"), service.Id);
            Assert.Equal("Printer 10", service.Name.ToString());
            Assert.Equal(Convert.FromBase64String("A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84="), service.Key.Bytes);
            Assert.Equal(new IPEndPoint(IPAddress.Loopback, 50552), service.EndPoint);
            Assert.Equal(text, _directory.Read(File));
        }
    }

    [Fact]
    public async Task A_service_is_added_behind_those_of_the_original_program_in_the_same_form()
    {
        _directory.Write(File, Vector.Read("original_services.json"));
        ServicePrincipal added = Principals.NewService("Принтер 30");
        await using (SeedFileStore store = Open())
        {
            Assert.Equal(["Printer 10", "Printer 20"], (await store.ListServicesAsync(default)).Select(service => service.Name.ToString()));
            Assert.False(await store.TryAddAsync(Principals.NewService("Printer 20"), default));
            Assert.True(await store.TryAddAsync(added, default));
            Assert.Equal(added, await store.FindServiceAsync(added.Id, default));
        }

        string expected = Vector.Read("original_services.json").TrimEnd(']', '\n') + $$"""
            ,
              {
                "server_id_hex": "{{added.Id}}",
                "name": "Принтер 30",
                "aes_key_encoded": "{{Convert.ToBase64String(added.Key.Bytes)}}",
                "server_ip": "127.0.0.1",
                "server_port": 4000
              }
            ]

            """;
        Assert.Equal(expected, _directory.Read(File));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 40)]
    public async Task Services_are_found_after_a_restart_exactly_as_they_registered(ServicePrincipal[] services)
    {
        using var directory = new WorkDirectory();
        var registered = new List<ServicePrincipal>();
        await using (SeedFileStore store = SeedFileStore.Open(directory.Path, TimeProvider.System, _ => { }))
        {
            foreach (ServicePrincipal service in services)
            {
                bool isNew = registered.All(other => other.Name != service.Name);
                Assert.Equal(isNew, await store.TryAddAsync(service, default));
                if (isNew)
                    registered.Add(service);
            }
        }

        await using SeedFileStore reopened = SeedFileStore.Open(directory.Path, TimeProvider.System, _ => { });
        Assert.Equal(registered, await reopened.ListServicesAsync(default));
    }

    [Fact]
    public async Task Fields_that_we_do_not_know_are_kept()
    {
        JsonArray rows = JsonNode.Parse(Vector.Read("original_services.json"))!.AsArray();
        rows[0]!["colour"] = "žlutá";
        rows[1]!["nested"] = JsonNode.Parse("""{"a": [1, 2.50, null, {"b": "\u0001"}]}""");
        _directory.Write(File, rows.ToJsonString());
        await using (SeedFileStore store = Open())
            Assert.True(await store.TryAddAsync(Principals.NewService("Printer 30"), default));
        JsonArray after = JsonNode.Parse(_directory.Read(File))!.AsArray();
        Assert.Equal(3, after.Count);
        Assert.True(JsonNode.DeepEquals(rows[0], after[0]));
        Assert.True(JsonNode.DeepEquals(rows[1], after[1]));
        Assert.Contains("\"colour\": \"žlutá\"", _directory.Read(File));
        Assert.Contains("2.50", _directory.Read(File));
    }

    [Fact]
    public async Task Clients_and_services_may_have_the_same_name()
    {
        await using SeedFileStore store = Open();
        Assert.True(await store.TryAddAsync(Principals.NewClient("anne"), default));
        Assert.True(await store.TryAddAsync(Principals.NewService("anne"), default));
    }

    [Theory]
    [InlineData("", 1, "not JSON")]
    [InlineData("[\n  {", 2, "not JSON")]
    [InlineData("[\n  {\n    \"aes_key_encoded\": nullA8Dj6N0NdxeZzd49\n", 3, "not JSON")]
    [InlineData("[\n]\n]", 3, "not JSON")]
    [InlineData("\n7", 2, "an array of objects must stand here")]
    [InlineData("[\n7]", 2, "an object must stand here")]
    [InlineData("[\n{\n\"a\": 1,\n\"a\": 2}]", 4, "has this field already")]
    [InlineData("[\n{\n\"a\": [\n\"\\ud800\"]}]", 4, "half a character")]
    public void Text_that_is_not_an_array_of_objects_is_named_and_left_alone(string text, int line, string reason)
    {
        _directory.Write(File, text);
        FileFormatException refusal = _directory.AssertRefused(File, line, reason, () => Open());
        Assert.DoesNotContain("A8Dj", refusal.ToString());
    }

    [Theory]
    [InlineData("server_id_hex", "\"A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84=\"", 10, "an id is 32 hex digits")]
    [InlineData("server_id_hex", "null", 10, "text must stand here")]
    [InlineData("server_id_hex", "\"56cb7cb063a04fa3ad09e387d7b32338\"", 10, "an earlier entry has this id")]
    [InlineData("name", "\"\"", 11, "must not be empty")]
    [InlineData("name", "\"a\\nb\"", 11, "must not contain a line break")]
    [InlineData("name", "[1]", 11, "text must stand here")]
    [InlineData("name", "\"Printer 10\"", 11, "an earlier entry has this name")]
    [InlineData("aes_key_encoded", "\"{}\"", 12, "A key is 32 bytes in base64")]
    [InlineData("aes_key_encoded", "\"A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwzg==\"", 12, "A key is 32 bytes in base64")]
    [InlineData("server_ip", "\"A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84=\"", 13, "an IP address such as 127.0.0.1")]
    [InlineData("server_ip", "\"localhost\"", 13, "an IP address such as 127.0.0.1")]
    [InlineData("server_port", "0", 14, "a port is a number from 1 to 65535")]
    [InlineData("server_port", "65536", 14, "a port is a number from 1 to 65535")]
    [InlineData("server_port", "80.5", 14, "a port is a number from 1 to 65535")]
    [InlineData("server_port", "\"A8Dj6N0NdxeZ\"", 14, "a port is a number from 1 to 65535")]
    [InlineData("server_port", null, 9, "a port is a number from 1 to 65535")]
    public void A_field_that_makes_no_sense_is_named_and_left_alone(string field, string? value, int line, string reason)
    {
        string[] lines = Vector.Read("original_services.json").Split('\n');
        int at = Array.FindLastIndex(lines, one => one.Contains($"\"{field}\""));
        lines[at] = value is null ? "" : $"    \"{field}\": {value}{(lines[at].EndsWith(',') ? "," : "")}";
        if (value is null)
            lines[at - 1] = lines[at - 1].TrimEnd(',');
        _directory.Write(File, string.Join('\n', lines));
        FileFormatException refusal = _directory.AssertRefused(File, line, $"{field}: ", () => Open());
        Assert.Contains(reason, refusal.Reason);
        Assert.DoesNotContain("A8Dj", refusal.ToString());
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_named_and_left_alone()
    {
        _directory.Write(File, [.. "[\n\n\""u8, 0xFF, .. "\"]"u8]);
        _directory.AssertRefused(File, 3, "not UTF-8", () => Open());
    }

    public void Dispose() => _directory.Dispose();

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, _ => { }, TimeZoneInfo.Utc);
}
