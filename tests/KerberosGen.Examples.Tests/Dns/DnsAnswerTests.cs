using KerberosGen.Examples.Dns;

namespace KerberosGen.Examples.Tests.Dns;

/// <summary>What dig asks and dnsmasq answers, read by the declarations and by tshark.</summary>
public sealed class DnsAnswerTests(RecordedDns recorded) : IClassFixture<RecordedDns>
{
    [Fact]
    public async Task Every_question_of_dig_and_answer_of_dnsmasq_reads_as_tshark_reads_it()
    {
        using var folder = new ScratchFolder();
        await Wireshark.CaptureAsync(folder["dns.pcapng"], "-u", 53, recorded.Messages);

        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(folder["dns.pcapng"], DnsFields.Names);

        Assert.Equal(Wireshark.Show(theirs), Wireshark.Show(recorded.Messages.Select(static m => DnsFields.Read(m.Bytes))));
        foreach (string field in DnsFields.Names)
            Assert.Contains(theirs, fields => fields[field].Length > 0);
    }

    [Fact]
    public void Every_recorded_message_packs_to_the_same_bytes()
    {
        foreach (Message message in recorded.Messages)
        {
            Assert.True(DnsMessage.Unpack(message.Bytes, out DnsMessage unpacked).IsDone);
            Assert.Equal(message.Bytes, unpacked.ToArray());
        }
    }

    [Fact]
    public void An_answer_cut_anywhere_asks_for_the_missing_bytes()
    {
        byte[] answer = recorded.Messages.First(static m => !m.IsFromClient).Bytes;
        for (int size = 0; size < answer.Length; size++)
        {
            UnpackResult result = DnsMessage.Unpack(answer.AsSpan(0, size), out _);
            Assert.Equal(UnpackStatus.NeedMoreData, result.Status);
            Assert.InRange(result.Missing, 1, answer.Length - size);
        }
    }

    [Fact]
    public void No_change_to_an_answer_makes_reading_it_throw_or_hang()
    {
        byte[][] answers = [.. recorded.Messages.Select(static m => m.Bytes)];
        var random = new Random(1035);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = [.. answers[random.Next(answers.Length)]];
            for (int change = random.Next(1, 4); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (!DnsMessage.Unpack(changed, out DnsMessage message).IsDone)
                continue;
            foreach (Question question in message.Questions)
                DnsNames.TryRead(changed, question.Name, out _);
            foreach (ResourceRecord record in message.Answers)
                RecordText.Show(changed, record);
            // What was understood can be written again as it was.
            Assert.Equal(changed[..message.PackedSize], message.ToArray());
        }
    }

    [Fact]
    public async Task Our_own_question_is_answered_by_dnsmasq()
    {
        await using DnsMasq server = await DnsMasq.StartAsync();
        using var patience = new CancellationTokenSource(Tool.Patience);
        byte[] answer = await new Resolver(server.EndPoint).AskAsync("alias.example.org", RecordType.A, patience.Token);

        Assert.Equal(
            ["alias.example.org. 600 CNAME www.example.org.", "www.example.org. 600 A 192.0.2.1"],
            Shown(answer));
    }

    [Fact]
    public async Task The_program_prints_what_a_server_answers()
    {
        await using DnsMasq server = await DnsMasq.StartAsync();
        ToolResult found = await ExampleProgram.RunAsync("dns", "example.org", "mx", $"@{server.EndPoint}");
        Assert.Equal(new ToolResult(0, "example.org. 600 MX 10 mail.example.org.\n", ""), found);
        ToolResult missing = await ExampleProgram.RunAsync("dns", "nobody.example.org", $"@{server.EndPoint}");
        Assert.Equal(new ToolResult(1, "", "NameError\n"), missing);
    }

    private static List<string> Shown(byte[] answer)
    {
        Assert.True(DnsMessage.Unpack(answer, out DnsMessage message).IsDone);
        var shown = new List<string>();
        foreach (ResourceRecord record in message.Answers)
            shown.Add(RecordText.Show(answer, record));
        return shown;
    }
}
