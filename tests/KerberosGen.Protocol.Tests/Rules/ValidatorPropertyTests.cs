using System.Text;
using System.Text.Unicode;
using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rules;

public sealed class ValidatorPropertyTests
{
    [Property(MaxTest = 1000)]
    public void No_sentence_about_a_password_quotes_it(string? text)
    {
        string secret = (text ?? "") + "-Wonderland-1865\ud800";
        Assert.False(Validator.TryPassword(secret, out _, out string? problem));
        Assert.DoesNotContain("Wonderland", problem, StringComparison.Ordinal);
        Assert.False(Validator.TryKey(secret, out _, out problem));
        Assert.DoesNotContain("Wonderland", problem, StringComparison.Ordinal);
        Assert.False(Validator.TryHash(secret, out _, out problem));
        Assert.DoesNotContain("Wonderland", problem, StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public void A_name_is_taken_from_a_person_exactly_when_it_is_taken_from_a_packet(string? text)
    {
        bool fromPerson = Validator.TryName(text, out _, out _);
        byte[] utf8 = Encoding.UTF8.GetBytes(text ?? "");
        // What UTF-16 cannot say, a packet cannot hold either.
        bool isUnicode = Encoding.UTF8.GetString(utf8) == (text ?? "");
        bool fromPacket = PrincipalName.TryCreate(utf8, out PrincipalName name) && Validator.IsName(in name, out _);
        Assert.Equal(fromPerson, isUnicode && fromPacket);
    }

    [Property(MaxTest = 1000)]
    public void Any_255_bytes_are_a_name_that_keeps_the_rules_or_none(byte[] bytes)
    {
        byte[] packed = new byte[PrincipalName.Size];
        bytes.AsSpan(0, Math.Min(bytes.Length, packed.Length)).CopyTo(packed);
        PrincipalName.ReadUnchecked(in packed[0], out PrincipalName name);
        int end = Array.IndexOf(packed, (byte)0);
        bool isGood = end > 0 && Utf8.IsValid(packed.AsSpan(0, end))
            && !Encoding.UTF8.GetString(packed, 0, end).Any(static c => char.IsControl(c) || c is ':' or '\u2028' or '\u2029');
        Assert.Equal(isGood, Validator.IsName(in name, out string? problem));
        Assert.Equal(isGood, problem is null);
    }
}
