using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>Keys on the command line, as a process.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private static readonly string[] s_formats = ["annotated", "json", "ndjson"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonElement Secrets => Vector.Session.GetProperty("secrets");

    [Fact]
    public async Task Passwords_of_a_file_open_what_follows_from_them_and_the_capture_is_clean()
    {
        InspectorProcess.Outcome outcome = await Decode("--password-file", Passwords(), "--out", "ndjson");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal(24, outcome.Output.Split("\"padding\":").Length - 1);
        Assert.Contains("\"key\":\"password of passwords line 1\"", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"key\":\"session key of packet #10\"", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_system_s_own_files_open_every_ciphertext()
    {
        InspectorProcess.Outcome outcome = await Decode("--keys", ClientsFile(), "--keys", ServicesFile());

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal(36, outcome.Output.Split("  decrypted: ").Length - 1);
        Assert.Contains("opened by the password of clients.txt line 2 (Боб Žluťoučký)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("opened by the service key of services.json line 5 (Printer 10)", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("key needed", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrations_in_the_capture_give_keys_only_when_asked_to()
    {
        Assert.DoesNotContain("decrypted", (await Decode()).Output, StringComparison.Ordinal);

        InspectorProcess.Outcome outcome = await Decode("--keys-in-capture");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal(36, outcome.Output.Split("  decrypted: ").Length - 1);
        Assert.Contains("opened by the password of packet #5", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_printed_in_any_format_unless_asked_for()
    {
        List<string> secrets = [.. Secrets.GetProperty("clients").EnumerateArray().Select(c => c.GetProperty("password").GetString()!).Where(p => p.Length > 4)];
        List<byte[]> keys =
        [
            .. Secrets.GetProperty("services").EnumerateArray().Select(s => s.GetProperty("key_b64").GetBytesFromBase64()),
            .. Vector.Session.GetProperty("password_hashes_sha256").EnumerateObject().Select(h => Convert.FromHexString(h.Value.GetString()!)),
            .. Secrets.GetProperty("clients").EnumerateArray().SelectMany(c => c.GetProperty("services_info_json").EnumerateArray())
                .Select(s => s.GetProperty("aes_key").GetString()!).Where(k => k != "{}").Select(Convert.FromBase64String),
        ];
        string[] texts = [.. secrets, .. keys.SelectMany(k => (string[])[Convert.ToBase64String(k), Convert.ToHexStringLower(k), Spaced(k)])];
        foreach (string format in s_formats)
        {
            InspectorProcess.Outcome hidden = await Decode("--keys", ClientsFile(), "--keys", ServicesFile(), "--out", format);
            Assert.All(texts, text => Assert.DoesNotContain(text, hidden.Output + hidden.Error, StringComparison.OrdinalIgnoreCase));

            InspectorProcess.Outcome shown = await Decode("--keys", ClientsFile(), "--keys", ServicesFile(), "--out", format, "--show-secrets");
            Assert.Contains(secrets[0], shown.Output, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(keys[0]), shown.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_that_is_another_one_answers_4_and_a_packet_that_is_broken_too_answers_1()
    {
        string wrong = PrivateFile.Write(Path.Combine(_folder.FullName, "wrong"), "password: another\n");

        InspectorProcess.Outcome outcome = await Decode("--keys", wrong);
        Assert.Equal((4, ""), (outcome.Status, outcome.Error));
        Assert.Contains("warning KGI112 not opened: OriginalTicketResponse.encrypted_key.nonce", outcome.Output, StringComparison.Ordinal);

        byte[] cut = Vector.SessionPcap()[..^3];
        Assert.Equal(1, (await InspectorProcess.Run(cut, "decode", "--keys", wrong)).Status);
    }

    [Fact]
    public async Task Of_more_keys_than_are_tried_it_is_said_how_many_were_not()
    {
        string many = PrivateFile.Write(Path.Combine(_folder.FullName, "many"), string.Concat(Enumerable.Range(0, 300).Select(i => $"password: {i}\n")));

        InspectorProcess.Outcome outcome = await Decode("--keys", many);

        Assert.Equal((4, ""), (outcome.Status, outcome.Error));
        Assert.Contains("256 of 300 Client keys tried", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("hint: the key may be one of the others: give fewer, or a file that says whose each one is", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the key is another one", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_passwords_alone_is_told_where_it_belongs()
    {
        string bare = PrivateFile.Write(Path.Combine(_folder.FullName, "bare"), "Sesame\nopen\n");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "keys", "check", bare);

        Assert.Equal(1, outcome.Status);
        Assert.EndsWith($"inspector: if {bare} holds a password on each line, give it to `inspector decode` with --password-file\n", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Sesame", outcome.Error + outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_service_that_has_another_by_now_is_told_from_an_altered_ticket()
    {
        string stale = ServicesFile().Replace("services", "stale", StringComparison.Ordinal);
        PrivateFile.Write(stale, Secrets.GetProperty("services_json").GetRawText().Replace("hylz", "HYLZ", StringComparison.Ordinal));

        InspectorProcess.Outcome outcome = await Decode("--keys", stale);

        Assert.Equal(4, outcome.Status);
        Assert.Contains("error KGI131 wrong key: OriginalTicketResponse.ticket.session_key", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_has_ended_by_the_time_that_is_given_answers_4()
    {
        InspectorProcess.Outcome outcome = await Decode("--keys", ServicesFile(), "--now", "2026-11-24T00:00:00Z");

        Assert.Equal(4, outcome.Status);
        Assert.Contains("error KGI136 ticket has ended: OriginalSymmetricKeyRequest.ticket.expires_at", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_another_zone_the_times_of_the_original_layout_are_off()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "decode", Vector.PathOf("session.pcap"), "--keys", ServicesFile(), "--time-zone", "Asia/Tokyo");

        Assert.Equal(4, outcome.Status);
        Assert.Contains("error KGI135 time is off: OriginalSymmetricKeyRequest.authenticator.created_at", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no time zone", "--time-zone", "Mars/Olympus")]
    [InlineData("is no time; write 2026-11-23T09:00:00Z", "--now", "soon")]
    [InlineData("--password asks on the terminal, and standard input is none; use --password-file or KERBEROSGEN_PASSWORD", "--password")]
    [InlineData("nothing-there", "--keys", "nothing-there")]
    public async Task Keys_that_cannot_be_had_answer_2(string expected, params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], ["decode", Vector.PathOf("session.pcap"), .. arguments]);

        Assert.Equal((2, ""), (outcome.Status, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_says_what_each_line_holds_and_which_packets_it_opens_and_no_key()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "keys", "check", ClientsFile(), ServicesFile(), "--with", Vector.PathOf("session.pcap"));

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("  line 1  password  \"alice\"  dab61daeccff40a9ae6e739dd3afcd5e  SHA-256 5074a94d  opens 1 packet: #10\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"quitter\"  65dd99c704ab4f729ce07df230c7318a  SHA-256 ec7a74ba  opens nothing\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"Printer 20\"  454a16801fb84ecdaea70b432d4adcae  SHA-256 164d4657  opens 2 packets: #30, #31\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hylzLW9H", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("7809f9e9", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_answers_1_for_a_bad_line_3_for_a_file_that_others_may_read_and_5_if_nothing_opens()
    {
        string bad = PrivateFile.Write(Path.Combine(_folder.FullName, "bad"), "password: a\nService: secret\n");
        string open = PrivateFile.Write(Path.Combine(_folder.FullName, "open"), "password: a\n", UnixFileMode.OtherRead);
        string idle = PrivateFile.Write(Path.Combine(_folder.FullName, "idle"), "password: a\n");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "keys", "check", bad);
        Assert.Equal(1, outcome.Status);
        Assert.Contains("bad, line 2: expected 'Client:', 'Service:' or 'Session:'", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", outcome.Error + outcome.Output, StringComparison.Ordinal);
        outcome = await InspectorProcess.Run([], "keys", "check", open);
        Assert.Equal(3, outcome.Status);
        Assert.Contains("chmod 600", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(5, (await InspectorProcess.Run([], "keys", "check", idle, "--with", Vector.PathOf("session.pcap"))).Status);
    }

    private static Task<InspectorProcess.Outcome> Decode(params string[] arguments) =>
        InspectorProcess.Run([], ["decode", Vector.PathOf("session.pcap"), "--time-zone", "UTC", .. arguments]);

    private static string Spaced(byte[] bytes) => string.Join(' ', bytes.Take(6).Select(b => Convert.ToHexStringLower([b])));

    private string Passwords() => PrivateFile.Write(
        Path.Combine(_folder.FullName, "passwords"),
        string.Concat(Secrets.GetProperty("clients").EnumerateArray().Select(c => c.GetProperty("password").GetString() + "\n")));

    private string ClientsFile() => PrivateFile.Write(Path.Combine(_folder.FullName, "clients.txt"), Secrets.GetProperty("clients_txt").GetString()!);

    private string ServicesFile() => PrivateFile.Write(
        Path.Combine(_folder.FullName, "services.json"),
        JsonSerializer.Serialize(Secrets.GetProperty("services_json"), new JsonSerializerOptions { WriteIndented = true }));
}
