using System.Text;
using FsCheck.Xunit;

namespace KerberosGen.Client.Tests.Pipe;

public sealed class LineInputTests
{
    private const int Longest = 50;

    [Property(MaxTest = 200)]
    public void Lines_come_out_as_they_went_in_however_the_bytes_arrive(string?[] texts, byte chunk, bool hasLastEnd)
    {
        string[] lines = [.. texts.Select(static text => Clean(text ?? ""))];
        string joined = string.Join('\n', lines) + (hasLastEnd ? "\n" : "");
        IEnumerable<(long, string)> expected = lines.Select(static (text, at) => (at + 1L, text)).Where(static line => line.text.Length > 0);

        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(joined), chunk + 1).Select(static line => (line.Number, line.Text)));
    }

    [Theory]
    [InlineData("a\r\nb\r\n", "1 a|2 b")]
    [InlineData("a\rb\n", "1 a\rb")]
    [InlineData("\n\r\na\n\n", "3 a")]
    [InlineData("\ufeffa\n\ufeffb\n", "1 a|2 \ufeffb")]
    [InlineData("a\0b\n", "1 a\0b")]
    [InlineData("  a \n", "1   a ")]
    [InlineData("", "")]
    [InlineData("\n", "")]
    public void What_is_no_text_of_a_line_is_left_out_and_nothing_else(string input, string lines) =>
        Assert.Equal(lines, string.Join('|', Read(Encoding.UTF8.GetBytes(input), 7).Select(static line => $"{line.Number} {line.Text}")));

    [Fact]
    public void A_line_that_is_not_utf_8_is_named_and_the_next_is_read()
    {
        IReadOnlyList<PipeLine> lines = Read([.. "ab"u8, 0xff, .. "c\nd\n"u8, 0xe2, 0x82], 3);

        Assert.Equal(
            [new PipeLine(1, "ab\ufffdc", "it is not UTF-8, from its byte 3 on"), new PipeLine(2, "d"), new PipeLine(3, "\ufffd", "it is not UTF-8, from its byte 1 on")], lines);
    }

    [Theory]
    [InlineData(Longest, "\n")]
    [InlineData(Longest, "\r\n")]
    [InlineData(Longest, "")]
    public void A_line_may_be_as_long_as_a_message(int size, string end) =>
        Assert.Null(Assert.Single(Read(Encoding.UTF8.GetBytes(new string('x', size) + end), 11)).Problem);

    [Theory]
    [InlineData(Longest + 1, 4096)]
    [InlineData(Longest + 2, 1)]
    [InlineData(1_000_000, 4096)]
    public void A_line_that_is_too_long_is_refused_whole_and_the_next_is_read(int size, int chunk)
    {
        IReadOnlyList<PipeLine> lines = Read(Encoding.UTF8.GetBytes("a\n" + new string('x', size) + "\nb\n"), chunk);

        Assert.Equal([1L, 2, 3], lines.Select(static line => line.Number));
        Assert.StartsWith($"it has {size} bytes, and with the name in front of it at most {Longest} can be sent", lines[1].Problem, StringComparison.Ordinal);
        Assert.StartsWith(new string('x', Longest), lines[1].Text, StringComparison.Ordinal);
        Assert.True(lines[1].Text.Length < 100);
    }

    [Fact]
    public async Task A_line_without_end_takes_no_memory_and_input_that_nobody_takes_is_not_read()
    {
        var endless = new Chunks(static _ => (byte)'x', long.MaxValue, 4096);
        var taken = new LineInput(endless, Longest);
        using var enough = new CancellationTokenSource();
        endless.At = (100 * LineInput.ReadAhead, enough.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await taken.ReadAsync(enough.Token));
        taken.Stop();

        var waiting = new Chunks(static _ => (byte)'\n', long.MaxValue, 4096);
        var untaken = new LineInput(waiting, Longest);
        await waiting.ReadAsync(LineInput.ReadAhead);
        Assert.False(untaken.HasEnded);
        Assert.InRange(waiting.Count, LineInput.ReadAhead, LineInput.ReadAhead + 8192);
        untaken.Stop();
    }

    [Fact]
    public async Task What_was_read_before_a_stop_is_still_answered()
    {
        byte[] text = "a\nb\nhalf"u8.ToArray();
        var input = new Chunks(at => text[at], text.Length, 4096) { StaysOpen = true };
        var lines = new LineInput(input, Longest);
        await input.ReadAsync(text.Length);
        Assert.Equal("a", (await lines.ReadAsync(CancellationToken.None))!.Text);
        lines.Stop();

        Assert.Equal("b", (await lines.ReadAsync(CancellationToken.None))!.Text);
        Assert.Null(await lines.ReadAsync(CancellationToken.None));
    }

    // What ends a line, or would be taken off it, is tested by examples; so is what is too long.
    private static string Clean(string text)
    {
        string clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).TrimStart('\ufeff')));
        while (Encoding.UTF8.GetByteCount(clean) > Longest)
            clean = clean[..(clean.Length / 2)].TrimEnd('\ud83d');
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)) is var whole && Encoding.UTF8.GetByteCount(whole) <= Longest ? whole : "";
    }

    private static IReadOnlyList<PipeLine> Read(byte[] bytes, int chunk)
    {
        var lines = new LineInput(new Chunks(at => bytes[at], bytes.Length, chunk), Longest);
        return ReadAsync().GetAwaiter().GetResult();

        async Task<IReadOnlyList<PipeLine>> ReadAsync()
        {
            var read = new List<PipeLine>();
            while (await lines.ReadAsync(CancellationToken.None) is { } line)
                read.Add(line);
            Assert.True(lines.HasEnded);
            return read;
        }
    }
}
