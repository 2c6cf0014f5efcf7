using System.Net;
using System.Text;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Enrolment;

public sealed class EnrolmentFileTests : IDisposable
{
    private const string File = "enrolment.json";

    private const string RoomText = """
        {
          "format": "kerberosgen-enrolment-1",
          "kind": "room",
          "kdc": "127.0.0.1:8000",
          "name": "Lobby",
          "id": "9d67673b4cdd48a280afb2b72765b9a5",
          "key": "Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=",
          "address": "10.1.2.3:4000"
        }

        """;

    private const string ClientText = """
        {
          "format": "kerberosgen-enrolment-1",
          "kind": "client",
          "kdcs": [
            "127.0.0.1:8000",
            "[::1]:8001"
          ],
          "name": "ann",
          "id": "9d67673b4cdd48a280afb2b72765b9a5",
          "password": "qwer1234"
        }

        """;

    private static readonly PrincipalId Id = PrincipalId.Parse("9d67673b4cdd48a280afb2b72765b9a5");

    private static readonly RoomEnrolment Room = new(
        new PrincipalName("Lobby"), Id, IPEndPoint.Parse("127.0.0.1:8000"),
        new KeyMaterial(Convert.FromBase64String("Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=")), IPEndPoint.Parse("10.1.2.3:4000"));

    private static readonly ClientEnrolment Client = new(
        new PrincipalName("ann"), Id, [IPEndPoint.Parse("127.0.0.1:8000"), IPEndPoint.Parse("[::1]:8001")], Password("qwer1234"));

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_rooms_file_is_one_object_that_only_its_owner_may_read()
    {
        EnrolmentFile.Create(_directory[File], Room);
        Assert.Equal(RoomText, _directory.Read(File));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
        Assert.Equal(Room, EnrolmentFile.Read(_directory[File]));
    }

    [Fact]
    public void A_clients_file_names_its_KDCs_and_the_password_that_was_made_for_it()
    {
        EnrolmentFile.Create(_directory[File], Client);
        Assert.Equal(ClientText, _directory.Read(File));
        AssertSame(Client, EnrolmentFile.Read(_directory[File]));
    }

    [Fact]
    public void A_client_who_chose_the_password_has_none_in_the_file()
    {
        EnrolmentFile.Create(_directory[File], Client with { Password = null });
        Assert.DoesNotContain("password", _directory.Read(File));
        AssertSame(Client with { Password = null }, EnrolmentFile.Read(_directory[File]));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void A_room_reads_what_the_administrator_wrote(PrincipalName name, PrincipalId id, IPEndPoint kdc, KeyMaterial key, byte[] address, ushort port)
    {
        using var directory = new WorkDirectory();
        byte[] four = [.. address.Take(4), .. new byte[4 - Math.Min(4, address.Length)]];
        var room = new RoomEnrolment(name, id, kdc, key, new IPEndPoint(new IPAddress(four), Math.Max(port, (ushort)1)));
        EnrolmentFile.Create(directory[File], room);
        Assert.Equal(room, EnrolmentFile.Read(directory[File]));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void A_client_reads_what_the_administrator_wrote(PrincipalName name, PrincipalId id, IPEndPoint kdc, IPEndPoint[] others, string? password)
    {
        using var directory = new WorkDirectory();
        Password? chosen = Validator.TryPassword(password, out Password made, out _) ? made : null;
        var client = new ClientEnrolment(name, id, [kdc, .. others], chosen);
        EnrolmentFile.Create(directory[File], client);
        AssertSame(client, EnrolmentFile.Read(directory[File]));
    }

    [Fact]
    public void A_file_that_is_there_is_never_touched()
    {
        _directory.Write(File, "mine");
        var refusal = Assert.Throws<IOException>(() => EnrolmentFile.Create(_directory[File], Room));
        Assert.StartsWith($"{_directory[File]}: there is a file already", refusal.Message);
        Assert.Equal("mine", _directory.Read(File));
        Assert.Equal([_directory[File]], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_missing_file_is_one_sentence()
    {
        var refusal = Assert.Throws<FileNotFoundException>(() => EnrolmentFile.Read(_directory[File]));
        Assert.Equal($"{_directory[File]}: there is no such file.", refusal.Message);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "0640")]
    [InlineData(UnixFileMode.OtherRead, "0604")]
    [InlineData(UnixFileMode.GroupWrite, "0620")]
    public void A_file_that_others_may_read_is_refused(UnixFileMode extra, string shown)
    {
        _directory.Write(File, RoomText);
        _directory.SetMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);
        var refusal = Assert.Throws<IOException>(() => EnrolmentFile.Read(_directory[File]));
        Assert.Contains(shown, refusal.Message);
        Assert.Contains("chmod 600", refusal.Message);
    }

    [Fact]
    public void Secrets_are_not_printed()
    {
        string shown = $"{Room}\n{Client}";
        Assert.Contains("Lobby", shown);
        Assert.DoesNotContain("Y41v", shown);
        Assert.DoesNotContain("qwer1234", shown);
    }

    [Theory]
    [InlineData("\"format\": \"kerberosgen-enrolment-1\"", "\"format\": \"kerberosgen-enrolment-2\"", 2, "format: this program reads kerberosgen-enrolment-1")]
    [InlineData("\"format\": \"kerberosgen-enrolment-1\"", "\"format\": null", 2, "this is no enrolment file")]
    [InlineData("\"kind\": \"room\"", "\"kind\": \"kdc\"", 3, "kind: client or room must stand here")]
    [InlineData("\"kind\": \"room\"", "\"kind\": \"client\"", 4, "the object has no such field in this format")]
    [InlineData("\"kdc\": \"127.0.0.1:8000\"", "\"kdc\": \"Y41vLaoR\"", 4, "kdc: an address and a port")]
    [InlineData("\"name\": \"Lobby\"", "\"name\": \"a:b\"", 5, "must not contain a colon")]
    [InlineData("\"id\": \"9d67", "\"id\": \"Y41v", 6, "an id is 32 hex digits")]
    [InlineData("\"key\": \"Y41vLaoRJ9B1", "\"key\": \"Y41vLaoR", 7, "A key is 32 bytes in base64")]
    [InlineData("\"key\": \"Y41vLaoRJ9B1", "\"Y41vLaoRJ9B1\": \"", 7, "the object has no such field in this format")]
    [InlineData("\"address\": \"10.1.2.3:4000\"", "\"address\": \"10.1.2.3\"", 8, "address: an address and a port")]
    [InlineData("\"address\": \"10.1.2.3:4000\"", "\"address\": \"[::1]:4000\"", 8, "an IPv4 address must stand here")]
    public void A_rooms_field_that_makes_no_sense_is_named_by_its_line(string field, string replacement, int line, string reason) =>
        AssertRefused(RoomText, field, replacement, line, reason);

    [Theory]
    [InlineData("\"127.0.0.1:8000\",", "17,", 4, "kdcs: an address and a port")]
    [InlineData("\"127.0.0.1:8000\",\n    \"[::1]:8001\"", "", 4, "kdcs: an array of addresses and ports")]
    [InlineData("\"qwer1234\"", "\"\"", 10, "A password must not be empty")]
    [InlineData("\"qwer1234\"", "7", 10, "text must stand here")]
    public void A_clients_field_that_makes_no_sense_is_named_by_its_line(string field, string replacement, int line, string reason) =>
        AssertRefused(ClientText, field, replacement, line, reason);

    [Theory]
    [InlineData("", "holds one object")]
    [InlineData("[]", "holds one object")]
    public void A_file_without_an_object_is_no_enrolment(string text, string reason)
    {
        _directory.Write(File, text);
        var refusal = Assert.Throws<FileFormatException>(() => EnrolmentFile.Read(_directory[File]));
        Assert.Contains(text.Length == 0 ? "the text is not JSON" : reason, refusal.Reason);
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_not_read()
    {
        _directory.Write(File, RoomText + new string(' ', EnrolmentFile.MaxSize));
        var refusal = Assert.Throws<FileFormatException>(() => EnrolmentFile.Read(_directory[File]));
        Assert.Contains("at most 65536", refusal.Reason);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        KerberosGen.Storage.Enrolment[] bad =
        [
            Room with { Name = default },
            Room with { Key = new KeyMaterial([1, 2, 3]) },
            Room with { EndPoint = IPEndPoint.Parse("[::1]:4000") },
            Room with { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) },
            Room with { Kdc = new IPEndPoint(IPAddress.Loopback, 0) },
            Client with { Kdcs = [] },
            Client with { Password = default(Password) },
        ];
        Assert.All(bad, one => Assert.Throws<ArgumentException>(() => EnrolmentFile.Create(_directory[File], one)));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();

    private static Password Password(string text) => Validator.TryPassword(text, out Password password, out string? problem) ? password : throw new ArgumentException(problem);

    private static void AssertSame(ClientEnrolment expected, KerberosGen.Storage.Enrolment read)
    {
        ClientEnrolment client = Assert.IsType<ClientEnrolment>(read);
        Assert.Equal(expected.Kdcs, client.Kdcs);
        Assert.Equal(expected with { Kdcs = client.Kdcs }, client);
    }

    private void AssertRefused(string text, string field, string replacement, int line, string reason)
    {
        Assert.Contains(field, text);
        _directory.Write(File, Encoding.UTF8.GetBytes(text.Replace(field, replacement)));
        FileFormatException refusal = _directory.AssertRefused(File, line, reason, () => EnrolmentFile.Read(_directory[File]));
        Assert.DoesNotContain("Y41v", refusal.ToString());
    }
}
