using System.Text;
using System.Text.Json;
using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector;
using KerberosGen.Packets;
using Xunit;

namespace KerberosGen.Inspection.Tests;

/// <summary>How far each kind of key reaches in the recorded session.</summary>
public sealed class ReachTests
{
    [Fact]
    public void Passwords_alone_open_all_but_what_is_sealed_for_the_services()
    {
        using KeyChain all = Vector.SessionKeys();
        List<DecodedField> known = Ciphertexts(all);
        using var passwords = new KeyChain();
        foreach (JsonElement client in Vector.Session.GetProperty("secrets").GetProperty("clients").EnumerateArray())
        {
            using var key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(client.GetProperty("password").GetString()!));
            passwords.Add(KeyRole.Client, key.Bytes);
        }

        List<DecodedField> opened = Ciphertexts(passwords);

        foreach ((DecodedField one, DecodedField other) in known.Zip(opened))
        {
            bool isForService = one.Layout!.Encryption!.Role == nameof(KeyRole.Service);
            Assert.Equal(isForService ? DecryptionStatus.NoKey : DecryptionStatus.Opened, other.Decryption!.Status);
            if (!isForService)
                Assert.Equal(one.Decryption!.Plaintext!.Bytes.ToArray(), other.Decryption.Plaintext!.Bytes.ToArray());
        }
    }

    [Fact]
    public void What_registrations_carry_in_the_clear_opens_everything_when_it_may_be_used()
    {
        using var keys = new KeyChain { UsesRegistrations = true };

        Assert.All(Ciphertexts(keys), f => Assert.Equal(DecryptionStatus.Opened, f.Decryption!.Status));
    }

    private static List<DecodedField> Ciphertexts(KeyChain keys)
    {
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap(), keys);
        Assert.All(packets, p => Assert.Empty(p.AllFindings));
        return [.. packets.SelectMany(p => p.Leaves()).Where(f => f.Layout?.Encryption is not null)];
    }
}
