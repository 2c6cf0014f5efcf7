using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.RegularExpressions;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests;

/// <summary>The screen that rooms share, on real pipes and devices.</summary>
public sealed class ScreenWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Nobody_waits_for_a_full_pipe_and_what_does_not_fit_is_counted_in_its_place()
    {
        const int Count = 100_000;
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        using var reading = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        var screen = new ScreenWriter(pipe, new PlainFormat(), isTerminal: false, takesErrors: false);
        for (int n = 0; n < Count; n++)
            screen.Show(Message(n.ToString(CultureInfo.InvariantCulture)));
        // Only now does anybody read.
        Task<string[]> shown = ReadAsync(reading, "[room] last");
        await ShowUntilShownAsync(screen, "last", shown);
        screen.Dispose();
        int expected = 0;
        int omitted = 0;
        foreach (string line in (await shown).TakeWhile(static line => line != "[room] last"))
        {
            if (Regex.Match(line, "^([0-9]+) lines? (was|were) not shown$") is { Success: true } note)
            {
                omitted++;
                expected += int.Parse(note.Groups[1].Value, CultureInfo.InvariantCulture);
            }
            else
            {
                Assert.Equal($"[room] {expected++}", line);
            }
        }

        Assert.InRange(omitted, 1, Count);
        Assert.Equal(Count, expected);
    }

    [Fact]
    public void A_pipe_whose_reader_has_gone_ends_nothing()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        using (new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle))
        {
            // Opened, and closed at once.
        }

        using var screen = new ScreenWriter(pipe, new PlainFormat(), isTerminal: false, takesErrors: false);
        for (int n = 0; n < 1_000; n++)
            Assert.True(screen.Show(Message("nobody reads this")));
    }

    [Fact]
    public void A_full_disk_ends_nothing()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using var screen = new ScreenWriter(full, new PlainFormat(), isTerminal: false, takesErrors: false);
        for (int n = 0; n < 1_000; n++)
            Assert.True(screen.Show(Message("nobody reads this")));
    }

    [Fact]
    public void The_end_does_not_wait_for_a_pipe_that_takes_nothing()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var screen = new ScreenWriter(pipe, new PlainFormat(), isTerminal: false, takesErrors: false);
        for (int n = 0; n < 10_000; n++)
            screen.Show(Message("nobody reads this"));
        screen.Dispose();
        Assert.False(screen.Show(Message("too late")));
        // The writer itself ends with the pipe.
        pipe.DisposeLocalCopyOfClientHandle();
    }

    [Fact]
    public void Of_what_the_log_writes_at_once_nothing_comes_between()
    {
        using var original = new StringWriter();
        string path = Path.GetTempFileName();
        try
        {
            using (var file = new FileStream(path, FileMode.Create))
            using (var screen = new ScreenWriter(file, Format(isColoured: false), isTerminal: true, takesErrors: false))
            {
                TextWriter errors = TextWriter.Synchronized(new ScreenErrors(screen, original));
                Parallel.For(0, 1_000, n =>
                {
                    errors.WriteLine($"log {n}\n  more {n}");
                    errors.Write($"entry {n}\n");
                    screen.Show(Message($"ann: {n}"));
                });
                screen.Draw(new InputRow("> half", "way"));
                screen.Dispose();
                errors.WriteLine("after the end");
            }

            string[] lines = File.ReadAllText(path).Split('\n');
            Assert.All(Enumerable.Range(0, 1_000), n => Assert.Equal($"  more {n}", lines[Array.IndexOf(lines, $"log {n}") + 1]));
            Assert.All(lines[..^1], static line => Assert.Matches("^(log [0-9]+|  more [0-9]+|entry [0-9]+|[0-9:]{8}   ann: [0-9]+)$", line));
            Assert.Equal($"after the end{Environment.NewLine}", original.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void No_message_passes_for_a_join_or_a_notice()
    {
        string[] forged = ["+ ann joined", "! attention", "* Printer 10 ready on 127.0.0.1:1", "12:00:00 + ann joined", "Printer 10: ann joined", "37 lines were not shown", "> /quit"];
        foreach (string text in forged)
        {
            Assert.Equal($"12:00:00   {text}\n", Shown(Format(isColoured: false), Message(text)));
            Assert.Equal($"[room] {text}\n", Shown(new PlainFormat(), Message(text)));
        }

        Assert.Equal("12:00:00 + ann joined\n", Shown(Format(isColoured: false), Line(EventKind.Joined, "ann")));
        Assert.Equal("12:00:00 ! attention\n", Shown(Format(isColoured: false), Line(EventKind.Notice, "attention")));
        Assert.Equal("room: ann joined\n", Shown(new PlainFormat(), Line(EventKind.Joined, "ann")));
        Assert.Equal("room: notice: attention\n", Shown(new PlainFormat(), Line(EventKind.Notice, "attention")));
    }

    [Fact]
    public void A_new_day_is_said()
    {
        TerminalFormat format = Format(isColoured: false);
        Assert.Equal("12:00:00   a\n", Shown(format, Message("a")));
        Assert.Equal("--- 2026-11-24 ---\n12:00:00   b\n", Shown(format, Line(EventKind.Message, "b", Noon.AddDays(1))));
    }

    private static TerminalFormat Format(bool isColoured) => new(isColoured, TimeZoneInfo.Utc, static () => false, TimeProvider.System);

    private static ScreenLine Message(string text) => Line(EventKind.Message, text);

    private static ScreenLine Line(EventKind kind, string text, DateTimeOffset? time = null) =>
        ScreenLine.Of("room", new RoomEventRecord(1, time ?? Noon, kind, default, Encoding.UTF8.GetBytes(text)));

    private static string Shown(IScreenFormat format, ScreenLine line)
    {
        var shown = new StringBuilder();
        format.Append(shown, in line);
        return shown.ToString();
    }

    private static async Task<string[]> ReadAsync(Stream pipe, string last)
    {
        using var reader = new StreamReader(pipe);
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line == last)
                break;
        }

        return [.. lines];
    }

    /// <summary>Says a line until there is place for it.</summary>
    private static async Task ShowUntilShownAsync(ScreenWriter screen, string text, Task shown)
    {
        for (int n = 0; n < 600 && !shown.IsCompleted; n++)
        {
            await Task.WhenAny(shown, Task.Delay(100));
            screen.Show(Message(text));
        }
    }
}
