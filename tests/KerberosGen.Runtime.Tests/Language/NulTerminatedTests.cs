namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Text that a NUL ends.</summary>
public sealed class NulTerminatedTests
{
    [Fact]
    public void The_NUL_is_written_and_taken_away()
    {
        Words.Hold(new NulTexts { First = "hé"u8, Second = [0xe9], Third = "a"u8, After = 7 }, "68C3A900 E900 6100 07");
        Words.Hold(new NulTexts { After = 7 }, "00 00 00 07");
        Assert.Equal("NulTexts { First = \"hé\", Second = \"é\", Third = \"\\u001b\", After = 0 }", new NulTexts { First = "hé"u8, Second = [0xe9], Third = [0x1b] }.ToString());
    }

    [Fact]
    public void A_text_that_holds_a_NUL_is_refused() =>
        Words.AreRefused("NulTexts.Second", () => new NulTexts { Second = [1, 0, 2] }.ToArray());
}

[Packet]
public ref partial struct NulTexts
{
    [NulTerminated, Text] public ReadOnlySpan<byte> First;
    [NulTerminated, Text(TextEncoding.Latin1)] public ReadOnlySpan<byte> Second;
    [NulTerminated, Text(TextEncoding.Ascii)] public ReadOnlySpan<byte> Third;
    public byte After;
}
