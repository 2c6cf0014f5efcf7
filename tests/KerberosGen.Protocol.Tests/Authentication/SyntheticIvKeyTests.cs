using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Runtime.Tests.Crypto;

namespace KerberosGen.Protocol.Tests.Authentication;

/// <summary>Each label's key is HKDF-SHA256 of the packet's own, without salt.</summary>
public sealed class SyntheticIvKeyTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0x80, 32).Select(b => (byte)b)];

    private static readonly string[] KnownLabels = ["ticket", "encrypted-key", "authenticator", "message", "subscribe", "event"];

    public static TheoryData<string> Labels => [.. KnownLabels];

    [Fact]
    public void The_labels_are_those_of_the_rule()
    {
        string[] known =
        [
            SyntheticIvKey.Ticket,
            SyntheticIvKey.EncryptedKey,
            SyntheticIvKey.Authenticator,
            SyntheticIvKey.Message,
            SyntheticIvKey.Subscribe,
            SyntheticIvKey.Event,
        ];
        Assert.Equal(KnownLabels, known);
    }

    [Theory, MemberData(nameof(Labels))]
    public void A_labels_key_is_the_platforms_and_openssls(string label)
    {
        byte[] derived = OpenSsl.Hkdf(Key, $"KerberosGen v24 {label}");
        Assert.Equal(derived, HKDF.DeriveKey(HashAlgorithmName.SHA256, Key, 32, [], Encoding.ASCII.GetBytes($"KerberosGen v24 {label}")));
        byte[] message = Encoding.ASCII.GetBytes(label);
        using AesCmac mac = SyntheticIvKey.Derive(Key, label);
        Assert.Equal(OpenSsl.Cmac(derived, message), MacOf(mac, message));
    }

    [Fact]
    public void The_vectors_keys_are_derived_from_their_packets_keys()
    {
        foreach (SyntheticIvVector vector in SyntheticIvVectors.Packets)
        {
            using AesCmac mac = SyntheticIvKey.Derive(vector.Hex("key_hex"), vector.Text("label"));
            using var given = new AesCmac(vector.Hex("mac_key_hex"));
            Assert.Equal(MacOf(given, Key), MacOf(mac, Key));
        }
    }

    private static byte[] MacOf(AesCmac mac, byte[] message)
    {
        byte[] made = new byte[AesCmac.Size];
        mac.Compute(message, made);
        return made;
    }
}
