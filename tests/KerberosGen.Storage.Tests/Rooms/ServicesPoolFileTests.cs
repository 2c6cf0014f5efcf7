using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Storage.Tests.Rooms;

public sealed class ServicesPoolFileTests : IDisposable
{
    private const string File = "services_pool.json";

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void The_seeds_own_sample_is_read_and_written_back_byte_for_byte()
    {
        _directory.Write(File, Vector.AsArray(Vector.SeedPooledRoom));
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        PooledRoom room = Assert.Single(pool.Rooms);
        Assert.Equal(
            new PooledRoom
            {
                ServiceName = new PrincipalName("Printer 10"),
                ConnectionProtocol = "tcp",
                KdcAddress = IPAddress.Loopback,
                KdcPort = 8000,
                Port = 52764,
                Id = PrincipalId.Parse("9d67673b4cdd48a280afb2b72765b9a5"),
                TicketIv = Iv.Parse("8bc15d4b36f47b26baeba6adcbfca2d4"),
                Key = new KeyMaterial(Convert.FromBase64String("Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=")),
                IsRegistered = true,
            },
            room);
        System.IO.File.Delete(_directory[File]);
        pool.Put(room);
        Assert.Equal(Vector.AsArray(Vector.SeedPooledRoom), _directory.Read(File));
    }

    [Fact]
    public void What_is_not_known_yet_is_null_and_the_originals_empty_object_is_read_as_null()
    {
        var room = new PooledRoom { ServiceName = new PrincipalName("Printer 10"), KdcAddress = IPAddress.Loopback, KdcPort = 8000 };
        ServicesPoolFile.Open(_directory.Path).Put(room);
        string saved = _directory.Read(File);
        Assert.Equal(
            """
            [
              {
                "connection_protocol": "tcp",
                "ip_address": "127.0.0.1",
                "kdc_port": 8000,
                "port": null,
                "server_id_hex": null,
                "service_name": "Printer 10",
                "ticket_iv": null,
                "service_aes_key_encoded": null,
                "is_registered": false
              }
            ]

            """,
            saved);
        foreach (string unknown in (string[])["null", "\"{}\"", "{}"])
        {
            _directory.Write(File, saved.Replace("null", unknown));
            Assert.Equal([room], ServicesPoolFile.Open(_directory.Path).Rooms);
        }
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void Rooms_come_back_as_they_were_put(
        (PrincipalName Name, bool IsUdp, IPEndPoint Kdc, ushort Port)[] firsts, PrincipalId id, Iv iv, KeyMaterial key, bool hasId, bool hasIv, bool hasKey, bool isRegistered)
    {
        using var directory = new WorkDirectory();
        ServicesPoolFile pool = ServicesPoolFile.Open(directory.Path);
        var expected = new Dictionary<PrincipalName, PooledRoom>();
        foreach ((PrincipalName name, bool isUdp, IPEndPoint kdc, ushort port) in firsts)
        {
            var room = new PooledRoom
            {
                ServiceName = name,
                ConnectionProtocol = isUdp ? "udp" : "tcp",
                KdcAddress = kdc.Address,
                KdcPort = (ushort)kdc.Port,
                Port = port == 0 ? null : port,
                Id = hasId && expected.Values.All(other => other.Id is null || other.ServiceName == name) ? id : null,
                TicketIv = hasIv ? iv : null,
                Key = hasKey ? key : null,
                IsRegistered = isRegistered,
            };
            pool.Put(room);
            expected[name] = room;
            Assert.Equal(expected.Values, pool.Rooms);
        }

        Assert.Equal(expected.Values, ServicesPoolFile.Open(directory.Path).Rooms);
    }

    [Fact]
    public void Putting_a_room_keeps_its_place_and_the_fields_that_we_do_not_know()
    {
        JsonArray rows = JsonNode.Parse(Vector.AsArray(Vector.SeedPooledRoom))!.AsArray();
        rows[0]!["colour"] = "green";
        _directory.Write(File, rows.ToJsonString());
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        PooledRoom first = pool.Rooms[0];
        pool.Put(first with { ServiceName = new PrincipalName("Printer 20"), Id = null });
        pool.Put(first with { Port = 9 });
        JsonArray after = JsonNode.Parse(_directory.Read(File))!.AsArray();
        Assert.Equal("green", (string?)after[0]!["colour"]);
        Assert.Equal(9, (int?)after[0]!["port"]);
        Assert.Equal(["Printer 10", "Printer 20"], after.Select(row => (string?)row!["service_name"]));
        Assert.Null(after[1]!["colour"]);
    }

    [Fact]
    public void The_address_of_an_enrolled_room_is_kept_beside_the_seeds_fields_and_goes_when_it_is_taken_back()
    {
        _directory.Write(File, Vector.AsArray(Vector.SeedPooledRoom));
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        PooledRoom room = pool.Rooms[0];
        pool.Put(room with { ListenAddress = IPAddress.Parse("127.0.0.2") });
        Assert.Contains("\"listen_address\": \"127.0.0.2\"", _directory.Read(File));
        Assert.Equal([room with { ListenAddress = IPAddress.Parse("127.0.0.2") }], ServicesPoolFile.Open(_directory.Path).Rooms);
        pool.Put(room);
        Assert.Equal(Vector.AsArray(Vector.SeedPooledRoom), _directory.Read(File));
    }

    [Fact]
    public void One_program_at_a_time_has_a_directorys_rooms()
    {
        using (ServicesPoolFile.Lock(_directory.Path))
            Assert.Contains("another room's program", Assert.Throws<DirectoryInUseException>(() => ServicesPoolFile.Lock(_directory.Path)).Message);
        ServicesPoolFile.Lock(_directory.Path).Dispose();
    }

    [Fact]
    public void Rooms_put_at_once_are_all_there()
    {
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        Parallel.For(0, 24, i => pool.Put(new PooledRoom { ServiceName = new PrincipalName($"Printer {i}0"), KdcAddress = IPAddress.Loopback, KdcPort = 8000 }));
        Assert.Equal(24, pool.Rooms.Count);
        Assert.Equal(pool.Rooms, ServicesPoolFile.Open(_directory.Path).Rooms);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
        Assert.Equal([_directory[File]], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_room_that_cannot_be_saved_is_not_in_the_pool()
    {
        _directory.Write(File, Vector.AsArray(Vector.SeedPooledRoom));
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        PooledRoom room = pool.Rooms[0];
        System.IO.File.Delete(_directory[File]);
        Directory.CreateDirectory(_directory[File]);
        Assert.ThrowsAny<Exception>(() => pool.Put(room with { Port = 9 }));
        Assert.Equal([room], pool.Rooms);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_saved()
    {
        _directory.Write(File, Vector.AsArray(Vector.SeedPooledRoom));
        ServicesPoolFile pool = ServicesPoolFile.Open(_directory.Path);
        PooledRoom room = pool.Rooms[0];
        PooledRoom[] bad =
        [
            room with { ServiceName = default },
            room with { ConnectionProtocol = "sctp" },
            room with { KdcPort = 0 },
            room with { Port = 0 },
            room with { Key = new KeyMaterial([1, 2, 3]) },
            room with { ServiceName = new PrincipalName("Printer 20") },
        ];
        Assert.All(bad, one => Assert.Throws<ArgumentException>(() => pool.Put(one)));
        Assert.Equal(Vector.AsArray(Vector.SeedPooledRoom), _directory.Read(File));
    }

    [Fact]
    public void A_wider_file_is_narrowed()
    {
        _directory.Write(File, "[]");
        _directory.SetMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Empty(ServicesPoolFile.Open(_directory.Path).Rooms);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
    }

    [Theory]
    [InlineData("connection_protocol", "\"icmp\"", 3, "tcp or udp")]
    [InlineData("ip_address", "null", 4, "text must stand here")]
    [InlineData("ip_address", "\"1\"", 4, "an IP address")]
    [InlineData("kdc_port", "null", 5, "a number from 1 to 65535")]
    [InlineData("port", "-1", 6, "a number from 1 to 65535")]
    [InlineData("server_id_hex", "\"Y41vLaoR\"", 7, "32 hex digits")]
    [InlineData("service_name", "null", 8, "text must stand here")]
    [InlineData("service_name", "\"a:b\"", 8, "must not contain a colon")]
    [InlineData("ticket_iv", "\"Y41vLaoR\"", 9, "an IV is 32 hex digits")]
    [InlineData("service_aes_key_encoded", "\"Y41vLaoR\"", 10, "A key is 32 bytes in base64")]
    [InlineData("service_aes_key_encoded", "true", 10, "text must stand here")]
    [InlineData("is_registered", "null", 11, "true or false")]
    [InlineData("is_registered", "\"true\"", 11, "true or false")]
    public void A_field_that_makes_no_sense_is_named_and_left_alone(string field, string value, int line, string reason)
    {
        JsonArray rows = JsonNode.Parse(Vector.AsArray(Vector.SeedPooledRoom))!.AsArray();
        string[] lines = Vector.AsArray(Vector.SeedPooledRoom).Split('\n');
        lines[line - 1] = $"    \"{field}\": {value}{(field == "is_registered" ? "" : ",")}";
        Assert.Contains(field, rows[0]!.AsObject().Select(pair => pair.Key));
        _directory.Write(File, string.Join('\n', lines));
        FileFormatException refusal = _directory.AssertRefused(File, line, $"{field}: ", () => ServicesPoolFile.Open(_directory.Path));
        Assert.Contains(reason, refusal.Reason);
        Assert.DoesNotContain("Y41v", refusal.ToString());
    }

    [Theory]
    [InlineData("Printer 10", "00000000000000000000000000000001", 19, "service_name: an earlier entry has this name")]
    [InlineData("Printer 20", "9d67673b4cdd48a280afb2b72765b9a5", 18, "server_id_hex: an earlier entry has this id")]
    public void Two_rooms_of_one_name_or_id_make_no_sense(string name, string id, int line, string reason)
    {
        string second = Vector.SeedPooledRoom.Replace("Printer 10", name).Replace("9d67673b4cdd48a280afb2b72765b9a5", id);
        _directory.Write(File, Vector.AsArray(Vector.SeedPooledRoom).TrimEnd('\n', ']') + ",\n" + Vector.AsArray(second).TrimStart('[', '\n'));
        _directory.AssertRefused(File, line, reason, () => ServicesPoolFile.Open(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}
