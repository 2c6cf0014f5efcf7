using System.Text;
using FsCheck.Xunit;
using KerberosGen.Inspection.Inputs;
using Xunit;

namespace KerberosGen.Inspection.Tests.Inputs;

public sealed class DumpTextTests
{
    public static TheoryData<InputFormat, string, string[]> Tools => new()
    {
        { InputFormat.Xxd, "xxd", [] },
        { InputFormat.Xxd, "xxd", ["-u", "-c", "20", "-g", "1"] },
        { InputFormat.Xxd, "xxd", ["-g", "0"] },
        { InputFormat.Xxd, "xxd", ["-a", "-c", "8"] },
        { InputFormat.Xxd, "xxd", ["-o", "0x1f0"] },
        { InputFormat.Xxd, "xxd", ["-d"] },
        { InputFormat.Xxd, "xxd", ["-i", "-n", "capture"] },
        { InputFormat.Hex, "xxd", ["-p"] },
        { InputFormat.Hex, "xxd", ["-i"] },
        { InputFormat.Hexdump, "hexdump", ["-C"] },
        { InputFormat.Hexdump, "hexdump", ["-C", "-v"] },
        { InputFormat.Hexdump, "od", ["-A", "x", "-t", "x1z"] },
        { InputFormat.Hexdump, "od", ["-A", "d", "-t", "x1"] },
        { InputFormat.Hexdump, "od", ["-t", "x1"] },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public void What_a_tool_writes_is_recognised_and_read_back(InputFormat format, string tool, string[] arguments)
    {
        byte[] bytes = [.. Vector.Golden.SelectMany(g => g.Bytes), .. new byte[100], .. Enumerable.Repeat((byte)'|', 70), .. "  >x  | 41 42 <\r\n\t"u8];
        foreach (int size in (int[])[40, 75, 4096, bytes.Length])
        {
            byte[] part = bytes[..Math.Min(size, bytes.Length)];
            byte[] text = Tool.Run(part, tool, arguments);
            Assert.Equal(format, InputDetector.Detect(text));
            Assert.True(InputText.TryParse(text, format, out byte[] read, out string error), error);
            Assert.Equal(Convert.ToHexString(part), Convert.ToHexString(read));
        }
    }

    [Property(MaxTest = 25)]
    public void Any_bytes_come_back_from_each_tool(byte[] some, byte fill, byte count)
    {
        byte[] bytes = [0x18, .. some, .. Enumerable.Repeat(fill, count), .. some];
        foreach ((InputFormat format, string tool, string[] arguments) in ((InputFormat, string, string[])[])
            [(InputFormat.Xxd, "xxd", []), (InputFormat.Hexdump, "hexdump", ["-C"]), (InputFormat.Hexdump, "od", ["-A", "x", "-t", "x1z"]), (InputFormat.Xxd, "xxd", ["-p"])])
        {
            Assert.True(InputText.TryParse(Tool.Run(bytes, tool, arguments), format, out byte[] read, out string error), error);
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(read));
        }
    }

    [Property]
    public void Any_text_is_answered_in_every_format(string? text, byte[] noise)
    {
        foreach (byte[] input in (byte[][])[Encoding.UTF8.GetBytes(text ?? ""), noise, [.. "00000000: 6162 "u8, .. noise], [.. "00000000  61 62  |ab|\n*\n"u8, .. noise], [.. "\t0x0000:  4500 "u8, .. noise]])
        {
            foreach (InputFormat format in Enum.GetValues<InputFormat>())
            {
                bool isRead = InputText.TryParse(input, format, out byte[] bytes, out string error);
                Assert.Equal(isRead, error.Length == 0);
                Assert.True(isRead || bytes.Length == 0);
            }

            InputDetector.Detect(input);
        }
    }

    [Theory]
    [InlineData("00000000: 4e43 ae19  NC..\n00000005: 5f4d       _M\n", "line 2: the offset is 00000005, but 00000004 comes next: a line is missing or was altered")]
    [InlineData("00000000: 4e43 ae19  NC..\nsomething\n", "line 2 is no line of xxd")]
    [InlineData("00000000: 4e43 ae1  NC..\n00000004: 00  .\n", "line 1 is no line of xxd")]
    public void A_broken_dump_of_xxd_is_refused_with_its_line(string text, string expected) => Refuses(text, InputFormat.Xxd, expected);

    [Theory]
    [InlineData("00000000  61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70  |abcdefghijklmnop|\n*\n", "the dump ends behind a *: nothing says how often the line above it is repeated")]
    [InlineData("00000000  61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70  |abcdefghijklmnop|\n*\n00000038\n", "line 3: the offset is 00000038, but 00000010 comes next: a line is missing or was altered")]
    [InlineData("00000000  61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70  |abcdefghijklmnop|\n*\nfffffff0\n", "line 3: the repeated lines are more than 268435456 bytes")]
    [InlineData("*\n", "line 1: no line stands above the *")]
    [InlineData("0000000 1840 0600 0006 0000\n0000008\n", "line 1 is no line of hexdump -C: these are numbers of two bytes, in an order that the text does not tell; use hexdump -C or od -A x -t x1z")]
    public void A_broken_dump_of_hexdump_is_refused_with_its_line(string text, string expected) => Refuses(text, InputFormat.Hexdump, expected);

    [Fact]
    public void A_dump_cut_anywhere_gives_the_bytes_that_are_whole()
    {
        byte[] bytes = [.. Vector.Golden[0].Bytes.AsSpan(0, 100)];
        foreach ((InputFormat format, string tool, string argument) in ((InputFormat, string, string)[])[(InputFormat.Xxd, "xxd", "-u"), (InputFormat.Hexdump, "hexdump", "-C")])
        {
            byte[] text = Tool.Run(bytes, tool, argument);
            for (int size = 0; size < text.Length; size++)
            {
                Assert.True(
                    InputText.TryParse(text.AsSpan(0, size), format, out byte[] read, out string error) || error.Contains("ends behind a *", StringComparison.Ordinal) || text.AsSpan(0, size).Contains((byte)'*'),
                    $"{size}: {error}");
                Assert.True(bytes.AsSpan().StartsWith(read), $"{tool} {size}");
            }
        }
    }

    [Fact]
    public void Hex_with_offsets_that_do_not_agree_is_hex()
    {
        Assert.Equal(InputFormat.Hex, InputDetector.Detect("0000 4e 43 ae 19"u8));
        Assert.Equal(InputFormat.Hex, InputDetector.Detect("000000 4e 43\n000001 ae 19\n"u8));
        Assert.Equal(InputFormat.Hexdump, InputDetector.Detect("000000 4e 43\n000002 ae 19\n"u8));
        Assert.Equal(InputFormat.Hex, InputDetector.Detect(Encoding.ASCII.GetBytes(string.Join('\n', Vector.Golden.Select(g => Convert.ToHexString(g.Bytes))))));
    }

    private static void Refuses(string text, InputFormat format, string expected)
    {
        Assert.False(InputText.TryParse(Encoding.ASCII.GetBytes(text), format, out _, out string error));
        Assert.Equal(expected, error);
    }
}
