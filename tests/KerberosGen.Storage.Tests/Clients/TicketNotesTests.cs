using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Clients;

/// <summary>ticket_notes.json, which stands beside services_info.json.</summary>
public sealed class TicketNotesTests : IDisposable
{
    private const string Services = "services_info.json";
    private const string Notes = "ticket_notes.json";

    private static readonly ServiceInfo Room = new(PrincipalId.Parse("5821f9a674174062ad3af49ee1432681"), new PrincipalName("Printer 10"), IPEndPoint.Parse("127.0.0.1:4000"));
    private static readonly TicketNote Note = new(new DateTimeOffset(2026, 2, 26, 20, 49, 56, TimeSpan.Zero), IsExact: true, new PrincipalName("ann"));

    private readonly WorkDirectory _directory = new();

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void Notes_come_back_with_their_tickets(ServiceInfo[] services, PrincipalName client, bool isExact, bool isNamed, int seconds)
    {
        using var directory = new WorkDirectory();
        using var file = ServicesInfoFile.Open(directory.Path);
        var note = new TicketNote(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000L + seconds), isExact, isNamed ? client : null);
        foreach (ServiceInfo service in services)
            file.PutTicket(service, TicketKeeper.NewTicket(service.Id), note);
        using var read = ServicesInfoFile.Open(directory.Path);
        foreach (ServicesInfoFile one in (ServicesInfoFile[])[file, read])
        {
            Assert.Equal(services, one.Services.Select(static known => known.Service));
            Assert.All(one.Services, known => Assert.Equal(note, known.Note));
        }
    }

    [Fact]
    public void A_client_named_as_the_seed_writes_null_is_noted_by_its_name()
    {
        TicketNote note = Note with { ClientName = new PrincipalName("{}") };
        using (var file = ServicesInfoFile.Open(_directory.Path))
            file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), note);
        using var read = ServicesInfoFile.Open(_directory.Path);
        Assert.Equal(note, read.Services[0].Note);
    }

    [Fact]
    public void The_seeds_file_has_the_seeds_fields_alone()
    {
        PutOne();
        JsonObject row = JsonNode.Parse(_directory.Read(Services))![0]!.AsObject();
        Assert.Equal(["server_id", "server_name", "server_ip", "server_port", "aes_key", "encrypted_key_iv", "ticket"], row.Select(static field => field.Key));
    }

    [Fact]
    public void A_note_is_kept_under_the_digest_of_its_ticket()
    {
        using ServicesInfoFile file = PutOne();
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Services[0].Ticket!.Ticket.Span));
        Assert.Equal(
            $$"""
            [
              {
                "ticket_sha256": "{{digest}}",
                "client_name": "ann",
                "obtained_at": "2026-02-26T20:49:56Z",
                "is_exact": true,
                "is_authenticated": false,
                "last_authenticator_at": null
              }
            ]

            """,
            _directory.Read(Notes));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(Notes));
    }

    [Fact]
    public void A_ticket_without_a_note_of_its_own_gets_no_other_ones()
    {
        using ServicesInfoFile file = PutOne();
        string older = _directory.Read(Services);
        file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), Note with { ObtainedAt = Note.ObtainedAt.AddDays(1) });
        file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), Note with { ObtainedAt = Note.ObtainedAt.AddDays(2) });
        _directory.Write(Services, older);
        file.Refresh();
        Assert.NotEqual(Note, file.Services[0].Note);
    }

    [Fact]
    public void A_ticket_that_says_nothing_and_has_no_note_is_as_old_as_its_file_or_older()
    {
        _directory.Write(Services, Vector.Read("original_services_info.json"));
        DateTime written = new(2026, 2, 26, 20, 49, 56, 700, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_directory[Services], written);
        using var file = ServicesInfoFile.Open(_directory.Path);
        var expected = new TicketNote(Note.ObtainedAt, IsExact: false, ClientName: null);
        Assert.Equal(expected, file.Services[0].Note);
        Assert.Null(file.Services[1].Note);
        file.Replace([.. file.Services.Select(static known => known.Service)]);
        using var later = ServicesInfoFile.Open(_directory.Path);
        Assert.Equal([expected, null], later.Services.Select(static known => known.Note));
    }

    [Fact]
    public void Fields_that_we_do_not_know_are_kept_as_long_as_their_ticket_is()
    {
        using ServicesInfoFile file = PutOne();
        JsonNode notes = JsonNode.Parse(_directory.Read(Notes))!;
        notes[0]!["colour"] = "teal";
        _directory.Write(Notes, notes.ToJsonString());
        file.Replace([Room]);
        Assert.Contains("teal", _directory.Read(Notes), StringComparison.Ordinal);
        Assert.Equal(Room.Id, Assert.Single(file.Forget()).Id);
        Assert.Equal("[]\n", _directory.Read(Notes));
    }

    [Fact]
    public void Whether_a_ticket_was_authenticated_and_when_it_was_used_last_comes_back_with_it()
    {
        DateTimeOffset used = Note.ObtainedAt.AddMinutes(1);
        using ServicesInfoFile file = PutOne();
        Assert.False(file.Services[0].Ticket!.IsAuthenticated);
        SessionTicket ticket = TicketKeeper.NewTicket(Room.Id);
        ticket.IsAuthenticated = true;
        file.PutTicket(Room, ticket, null);
        Assert.True(file.TryTakeAuthenticatorTime(ticket, used, out _));
        file.Replace([Room]);
        using var read = ServicesInfoFile.Open(_directory.Path);
        KnownService known = Assert.Single(read.Services);
        Assert.Equal((true, used), (known.Ticket!.IsAuthenticated, known.Ticket.LastAuthenticator));
    }

    [Fact]
    public void Notes_of_tickets_that_are_gone_do_not_pile_up()
    {
        using ServicesInfoFile file = PutOne();
        for (int round = 0; round < 5; round++)
            file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), Note);
        Assert.Equal(2, JsonNode.Parse(_directory.Read(Notes))!.AsArray().Count);
    }

    [Theory]
    [InlineData("ticket_sha256", "\"1iJRBtwE\"", 3, "a digest is 64 hex digits in lower case")]
    [InlineData("ticket_sha256", "null", 3, "text must stand here")]
    [InlineData("client_name", "\"a:b\"", 4, "")]
    [InlineData("obtained_at", "\"yesterday\"", 5, "a time such as 2026-02-26T22:02:49Z must stand here")]
    [InlineData("is_exact", "1", 6, "true or false must stand here")]
    [InlineData("is_authenticated", "1", 7, "true or false must stand here")]
    [InlineData("last_authenticator_at", "1", 8, "text must stand here")]
    public void Notes_with_a_field_that_makes_no_sense_are_none_and_are_kept_aside(string field, string value, int line, string reason)
    {
        PutOne().Dispose();
        string[] lines = _directory.Read(Notes).Split('\n');
        lines[line - 1] = $"    \"{field}\": {value}{(field == "last_authenticator_at" ? "" : ",")}";
        _directory.Write(Notes, string.Join('\n', lines));
        string before = _directory.Read(Notes);
        using var file = ServicesInfoFile.Open(_directory.Path);
        Assert.StartsWith($"{_directory[Notes]}:{line}: {field}: {reason}", file.NotesProblem, StringComparison.Ordinal);
        Assert.NotNull(file.Services[0].Ticket);
        Assert.NotEqual(Note, file.Services[0].Note);
        Assert.Equal(before, _directory.Read(Notes));

        file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), Note);
        Assert.Equal(before, _directory.Read(Notes + ".unreadable"));
        using var later = ServicesInfoFile.Open(_directory.Path);
        Assert.Equal((null, Note), (later.NotesProblem, later.Services[0].Note));
    }

    [Fact]
    public void Two_notes_of_one_ticket_make_no_sense()
    {
        PutOne().Dispose();
        string one = _directory.Read(Notes).Trim()[1..^1].Trim();
        _directory.Write(Notes, $"[\n{one},\n{one}\n]\n");
        using var file = ServicesInfoFile.Open(_directory.Path);
        Assert.StartsWith($"{_directory[Notes]}:11: ticket_sha256: an earlier entry is of this ticket. ", file.NotesProblem, StringComparison.Ordinal);
    }

    [Fact]
    public void Modes_that_let_others_read_are_narrowed()
    {
        PutOne().Dispose();
        MeInfoFile.Write(_directory.Path, new MeInfo(new PrincipalName("ann"), Room.Id));
        string[] files = [Services, Notes, "me.info"];
        foreach (string file in files)
            _directory.SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        ServicesInfoFile.Open(_directory.Path).Dispose();
        MeInfoFile.Read(_directory.Path);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(file)));
    }

    public void Dispose() => _directory.Dispose();

    private ServicesInfoFile PutOne()
    {
        var file = ServicesInfoFile.Open(_directory.Path);
        file.PutTicket(Room, TicketKeeper.NewTicket(Room.Id), Note);
        return file;
    }
}
