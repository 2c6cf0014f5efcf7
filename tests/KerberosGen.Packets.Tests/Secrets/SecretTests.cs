using System.Text;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Laws;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Secrets;

/// <summary>No secret prints, whatever it is in, and the layout tables say what is secret.</summary>
public sealed class SecretTests
{
    private const string SecretText = "correct horse battery staple";
    private static readonly byte[] SecretBytes = [.. Enumerable.Range(0, 32).Select(i => (byte)(0xC0 + i))];

    [Fact]
    public void A_password_does_not_print()
    {
        HidesTheSecret(new Password(SecretText));
        HidesTheSecret(new ClientRegistration { Name = new PrincipalName("alice"), Password = new Password(SecretText) });
        Assert.Contains("alice", new ClientRegistration { Name = new PrincipalName("alice") }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_does_not_print()
    {
        HidesTheSecret(new AesKey(SecretBytes));
        HidesTheSecret(new ServiceRegistration { Name = new PrincipalName("Printer 10"), Key = new AesKey(SecretBytes) });
        using var key = new KeyMaterial(SecretBytes);
        HidesTheSecret(key);
        using var cipher = new AesCbc(SecretBytes);
        HidesTheSecret(cipher);
    }

    [Fact]
    public void A_text_that_does_not_fit_is_not_quoted_by_the_exception()
    {
        string tooLong = string.Concat(Enumerable.Repeat(SecretText, 20));
        var exception = Assert.Throws<ArgumentException>(() => new Password(tooLong));
        Assert.DoesNotContain("horse", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_sealed_field_hides_does_not_print()
    {
        using var cipher = new AesCbc(new byte[32]);
        Ticket ticket = default;
        ticket.Seal(cipher, default, new AesKey(SecretBytes), new TimeText("26/02/24_22:02:49"));
        HidesTheSecret(ticket);
        ChatMessage message = default;
        message.Seal(cipher, default, Encoding.UTF8.GetBytes(SecretText), new byte[64]);
        HidesTheSecret(message.ToString());
    }

    [Fact]
    public void The_layout_tables_mark_what_is_secret()
    {
        string[] secret =
        [
            .. PacketCatalog.Layout.Packets
                .SelectMany(packet => packet.Fields.Select(field => (Path: $"{packet.Name}.{field.Name}", field)))
                .Where(row => row.field.Type.IsSecret || row.field.Encryption is { Plaintext.IsSecret: true })
                .Select(row => row.Path)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "ClientRegistration.password",
                "EncryptedKey.session_key",
                "OriginalEncryptedKey.session_key",
                "OriginalTicket.session_key",
                "ServiceRegistration.key",
                "Ticket.session_key",
            ],
            secret);
    }

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void Nothing_that_a_packet_prints_can_drive_a_terminal(string packet) =>
        PacketTable.Find(packet).Check(new PrintsHarmlessly());

    private static void HidesTheSecret(object value) => HidesTheSecret(value.ToString()!);

    private static void HidesTheSecret(string printed)
    {
        Assert.DoesNotContain("horse", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("c0c1", printed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(SecretBytes)[..6], printed, StringComparison.Ordinal);
    }

    private sealed class PrintsHarmlessly : IPacketLaw
    {
        public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
            where TModel : IEquatable<TModel>
            where TPacket : IPacket<TPacket>, allows ref struct =>
            RandomChecks.ForAll(packet.Models, model =>
            {
                string printed = packet.Print(model);
                Assert.StartsWith(packet.Name, printed, StringComparison.Ordinal);
                Assert.DoesNotContain(printed, char.IsControl);
                Assert.DoesNotContain('\u202e', printed);
                Assert.True(packet.Layout.Fields.All(field => field.Type.Kind != FieldKind.Text || !field.Type.IsSecret) || printed.Contains("***", StringComparison.Ordinal));
            });
    }
}
