using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rules;

public sealed class ValidatorTests
{
    private const string KeyText = "A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84=";
    private const string HashText = "4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56";

    [Theory]
    [InlineData(null, "A name must not be empty.")]
    [InlineData("", "A name must not be empty.")]
    [InlineData("a:b", "A name must not contain a colon.")]
    [InlineData("a\nb", "A name must not contain a line break.")]
    [InlineData("a\r", "A name must not contain a line break.")]
    [InlineData("a\u2028", "A name must not contain a line break.")]
    [InlineData("a\u2029", "A name must not contain a line break.")]
    [InlineData("a\0b", "A name must not contain a control character.")]
    [InlineData("\t", "A name must not contain a control character.")]
    [InlineData("\u001b[31m", "A name must not contain a control character.")]
    [InlineData("\u007f", "A name must not contain a control character.")]
    [InlineData("\u0090", "A name must not contain a control character.")]
    public void Bad_names(string? text, string sentence)
    {
        Assert.False(Validator.TryName(text, out PrincipalName name, out string? problem));
        Assert.Equal(sentence, problem);
        Assert.Equal(default, name);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_Unicode()
    {
        // An attribute could not carry these: metadata is UTF-8.
        foreach (string text in new[] { "a\ud800", "\udc00a", "a\ud800\ud800\udc00", "\udc00\ud800" })
        {
            Assert.False(Validator.TryName(text, out _, out string? problem));
            Assert.Equal("A name must be valid Unicode.", problem);
            Assert.False(Validator.TryPassword(text, out _, out problem));
            Assert.Equal("A password must be valid Unicode.", problem);
        }
    }

    [Fact]
    public void A_name_that_is_too_long_is_told_its_size()
    {
        Assert.False(Validator.TryName(new string('a', 255), out _, out string? problem));
        Assert.Equal("A name has at most 254 bytes of UTF-8; this one has 255.", problem);
        Assert.False(Validator.TryName(new string('é', 128), out _, out problem));
        Assert.Equal("A name has at most 254 bytes of UTF-8; this one has 256.", problem);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData(" ")]
    [InlineData("Michael Jackson")]
    [InlineData("Боб žluťoučký 🔑")]
    public void Good_names(string text)
    {
        Assert.True(Validator.TryName(text, out PrincipalName name, out string? problem));
        Assert.Null(problem);
        Assert.Equal(text, name.ToString());
        Assert.True(Validator.IsName(in name, out problem));
        Assert.Null(problem);
    }

    [Fact]
    public void A_name_of_254_bytes_is_good() => Assert.True(Validator.TryName(new string('é', 127), out _, out _));

    [Theory]
    [InlineData(null, "A password must not be empty.")]
    [InlineData("", "A password must not be empty.")]
    [InlineData("hush\0hush", "A password has at most 254 bytes of UTF-8 and no NUL.")]
    public void Bad_passwords(string? text, string sentence)
    {
        Assert.False(Validator.TryPassword(text, out _, out string? problem));
        Assert.Equal(sentence, problem);
    }

    [Fact]
    public void Passwords_from_1_to_254_bytes_are_good()
    {
        Assert.True(Validator.TryPassword("x", out _, out _));
        Assert.True(Validator.TryPassword("hunter2 §ö中🔑 : \n\t", out Password password, out _));
        Assert.Equal("hunter2 §ö中🔑 : \n\t"u8.ToArray(), password.Utf8.ToArray());
        Assert.True(Validator.IsPassword(in password, out _));
        Assert.True(Validator.TryPassword(new string('é', 127), out _, out _));
        Assert.False(Validator.TryPassword(new string('é', 128), out _, out string? problem));
        Assert.Equal("A password has at most 254 bytes of UTF-8 and no NUL.", problem);
    }

    [Theory]
    [InlineData("0", true, 0)]
    [InlineData("1", false, 1)]
    [InlineData("8000", false, 8000)]
    [InlineData("65535", true, 65535)]
    public void Good_ports(string text, bool allowZero, int expected)
    {
        Assert.True(Validator.TryPort(text, allowZero, out ushort port, out _));
        Assert.Equal(expected, port);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("+1", "+1")]
    [InlineData("65536", "65536")]
    [InlineData(" 80", " 80")]
    [InlineData("80 ", "80 ")]
    [InlineData("8e3", "8e3")]
    [InlineData("0x50", "0x50")]
    [InlineData("http", "http")]
    [InlineData("٨٠", "٨٠")]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    public void Bad_ports(string? text, string shown)
    {
        Assert.False(Validator.TryPort(text, allowZero: false, out _, out string? problem));
        Assert.Equal($"'{shown}' is not a port: a port is a number from 1 to 65535.", problem);
    }

    [Fact]
    public void Where_any_port_will_do_the_sentence_says_so()
    {
        Assert.False(Validator.TryPort("x", allowZero: true, out _, out string? problem));
        Assert.Equal("'x' is not a port: a port is a number from 0 (any free one) to 65535.", problem);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:1.2.3.4")]
    public void Good_addresses(string text)
    {
        Assert.True(Validator.TryAddress(text, out IPAddress? address, out string? problem));
        Assert.Null(problem);
        Assert.Equal(IPAddress.Parse(text), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("127.0.0")]
    [InlineData("127.0.0.1.1")]
    [InlineData("256.0.0.1")]
    [InlineData("127.0.0.010")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData(":::1")]
    [InlineData("localhost")]
    [InlineData(" 127.0.0.1")]
    public void Bad_addresses(string? text)
    {
        Assert.False(Validator.TryAddress(text, out IPAddress? address, out string? problem));
        Assert.Null(address);
        Assert.Equal($"'{text}' is not an IP address such as 127.0.0.1.", problem);
    }

    [Theory]
    [InlineData("127.0.0.1:8000", "127.0.0.1", 8000)]
    [InlineData(" 10.0.0.1:1\r\n", "10.0.0.1", 1)]
    [InlineData("[::1]:8000", "::1", 8000)]
    public void Good_end_points(string text, string address, int port)
    {
        Assert.True(Validator.TryEndPoint(text, out IPEndPoint? endPoint, out string? problem));
        Assert.Null(problem);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), port), endPoint);
    }

    [Theory]
    [InlineData(null, "'' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData("", "'' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData("127.0.0.1", "'127.0.0.1' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData(":8000", "':8000' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData("::1:8000", "'::1:8000' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData("[127.0.0.1]:8000", "'[127.0.0.1]:8000' is not an address and a port such as 127.0.0.1:8000.")]
    [InlineData("[[::1]]:8000", "'[::1]' is not an IP address such as 127.0.0.1.")]
    [InlineData("kdc:8000", "'kdc' is not an IP address such as 127.0.0.1.")]
    [InlineData("127.0.0.1:", "'' is not a port: a port is a number from 1 to 65535.")]
    [InlineData("127.0.0.1:0", "'0' is not a port: a port is a number from 1 to 65535.")]
    [InlineData("127.0.0.1:65536", "'65536' is not a port: a port is a number from 1 to 65535.")]
    public void Bad_end_points(string? text, string sentence)
    {
        Assert.False(Validator.TryEndPoint(text, out IPEndPoint? endPoint, out string? problem));
        Assert.Null(endPoint);
        Assert.Equal(sentence, problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4e43ae195f4d43b799ce2cca77178cf")]
    [InlineData("4e43ae195f4d43b799ce2cca77178cfbb")]
    [InlineData("4e43ae195f4d43b799ce2cca77178cfg")]
    [InlineData("4e43ae19-5f4d-43b7-99ce-2cca7717")]
    public void Bad_ids_and_IVs(string? text)
    {
        Assert.False(Validator.TryId(text, out _, out string? problem));
        Assert.Equal($"'{text}' is not an id: an id is 32 hex digits.", problem);
        Assert.False(Validator.TryIv(text, out _, out problem));
        Assert.Equal($"'{text}' is not an IV: an IV is 32 hex digits.", problem);
    }

    [Theory]
    [InlineData("4e43ae195f4d43b799ce2cca77178cfb")]
    [InlineData("4E43AE195F4D43B799CE2CCA77178CFB")]
    public void Good_ids_and_IVs(string text)
    {
        Assert.True(Validator.TryId(text, out PrincipalId id, out _));
        Assert.Equal(Convert.FromHexString(text), id.Bytes.ToArray());
        Assert.True(Validator.TryIv(text, out Iv iv, out _));
        Assert.Equal(Convert.FromHexString(text), iv.Bytes.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo8==")]
    [InlineData("A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84AA===")]
    [InlineData(HashText)]
    [InlineData("A8Dj6N0NdxeZzd49o5J08jX3Qad7w_Cw7TdLd1fwo84=")]
    public void Bad_keys_are_not_quoted(string? text)
    {
        Assert.False(Validator.TryKey(text, out KeyMaterial? key, out string? problem));
        Assert.Null(key);
        Assert.Equal("A key is 32 bytes in base64.", problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b5")]
    [InlineData("4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b5x")]
    [InlineData(KeyText)]
    public void Bad_hashes_are_not_quoted(string? text)
    {
        Assert.False(Validator.TryHash(text, out KeyMaterial? key, out string? problem));
        Assert.Null(key);
        Assert.Equal("A password's hash is 64 hex digits.", problem);
    }

    [Fact]
    public void Good_keys_and_hashes_are_their_bytes()
    {
        Assert.True(Validator.TryKey(KeyText, out KeyMaterial? key, out _));
        Assert.Equal(Convert.FromBase64String(KeyText), key.Bytes.ToArray());
        Assert.True(Validator.TryHash(HashText, out KeyMaterial? hash, out _));
        Assert.Equal(Convert.FromHexString(HashText), hash.Bytes.ToArray());
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("9", 9)]
    public void Good_counts(string text, int expected)
    {
        Assert.True(Validator.TryCount(text, 1, 9, out int count, out _));
        Assert.Equal(expected, count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    public void Bad_counts(string? text)
    {
        Assert.False(Validator.TryCount(text, 1, 9, out _, out string? problem));
        Assert.Equal($"'{text}' is not a number from 1 to 9.", problem);
    }
}
