using System.Text;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class BadNameTests
{
    private const string NotTerminated = "A name has at most 254 bytes of UTF-8, with a NUL behind them.";

    public static TheoryData<byte[], string> BadNames => new()
    {
        { [], "A name must not be empty." },
        { "\0alice"u8.ToArray(), "A name must not be empty." },
        { Encoding.UTF8.GetBytes(new string('a', 255)), NotTerminated },
        { "a:b"u8.ToArray(), "A name must not contain a colon." },
        { ":"u8.ToArray(), "A name must not contain a colon." },
        { "a\nb"u8.ToArray(), "A name must not contain a line break." },
        { "a\rb"u8.ToArray(), "A name must not contain a line break." },
        { "a\u2028b"u8.ToArray(), "A name must not contain a line break." },
        { "a\u2029b"u8.ToArray(), "A name must not contain a line break." },
        { "a\tb"u8.ToArray(), "A name must not contain a control character." },
        { "\u001b[2J"u8.ToArray(), "A name must not contain a control character." },
        { "a\u007f"u8.ToArray(), "A name must not contain a control character." },
        { "a\u0085b"u8.ToArray(), "A name must not contain a control character." },
        { "a\u009b"u8.ToArray(), "A name must not contain a control character." },
        { [0xFF], "A name must be valid Unicode." },
        { [0x61, 0xC3], "A name must be valid Unicode." },
        { [0xC0, 0xBA], "A name must be valid Unicode." },
        { [0xED, 0xA0, 0x80], "A name must be valid Unicode." },
    };

    public static TheoryData<byte[], string> BadPasswords => new()
    {
        { [], "A password must not be empty." },
        { "\0secret"u8.ToArray(), "A password must not be empty." },
        { Encoding.UTF8.GetBytes(new string('s', 255)), "A password has at most 254 bytes of UTF-8 and no NUL." },
        { [0x73, 0xFF], "A password must be valid Unicode." },
    };

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_client_with_a_bad_name_gets_1601(byte[] name, string sentence)
    {
        var kdc = new KdcUnderTest();
        KdcReply reply = await kdc.AskAsync(GivenRequest.ClientRegistration(name, "pw"u8));
        AssertRefused(kdc, reply, sentence);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_service_with_a_bad_name_gets_1601(byte[] name, string sentence)
    {
        var kdc = new KdcUnderTest();
        KdcReply reply = await kdc.AskAsync(GivenRequest.ServiceRegistration(name, new byte[32]));
        AssertRefused(kdc, reply, sentence);
    }

    [Theory]
    [MemberData(nameof(BadPasswords))]
    public async Task A_client_with_a_bad_password_gets_1601(byte[] password, string sentence)
    {
        var kdc = new KdcUnderTest();
        KdcReply reply = await kdc.AskAsync(GivenRequest.ClientRegistration("alice"u8, password));
        AssertRefused(kdc, reply, sentence);
    }

    [Fact]
    public async Task A_password_may_hold_what_a_name_may_not()
    {
        var kdc = new KdcUnderTest();
        (await kdc.AskAsync(GivenRequest.ClientRegistration("alice"u8, "a:b\nc\t"u8))).Answer(1600);
    }

    private static void AssertRefused(KdcUnderTest kdc, KdcReply reply, string sentence)
    {
        Assert.Empty(reply.Answer(1601).Payload);
        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        Assert.Equal(sentence, Assert.Single(kdc.Observer.Refusals));
        Assert.Empty(kdc.Store.Clients);
        Assert.Empty(kdc.Store.Services);
    }
}
