using System.Buffers.Binary;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Sealing.SyntheticIvs;

/// <summary>
/// What the emitted code makes of a packet whose IV proves it, against a plain implementation that knows the table and nothing else:
/// the MAC of the associated data's length, the associated data, and the body with padded plaintexts and without its IV.
/// </summary>
public sealed class SyntheticIvTests
{
    private const int Samples = 100;

    public static TheoryData<string> Names => [.. ProvedPacket.All.Select(p => p.Layout.Name)];

    [Fact]
    public void Every_packet_with_an_encrypted_field_is_proved_by_its_IV()
    {
        IEnumerable<string> encrypted = PacketCatalog.Layout.Packets.Where(p => p.Fields.Any(f => f.Encryption is not null)).Select(p => p.Name);

        Assert.Equal(encrypted.Order(), ProvedPacket.All.Select(p => p.Layout.Name).Order());
        Assert.All(ProvedPacket.All, p => Assert.Single(p.Layout.Fields, f => f.SyntheticIv is not null));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_sealed_opens_as_authenticated(string name) => ForAll(name, (packet, proof, seed) =>
        Assert.Equal(Opening.Authenticated, packet.Open(proof, packet.Seal(proof, seed, false))));

    [Theory, MemberData(nameof(Names))]
    public void The_IV_is_the_MAC_of_the_body_made_by_hand(string name) => ForAll(name, (packet, proof, seed) =>
    {
        byte[] bytes = packet.Seal(proof, seed, false);
        int at = IvOf(packet.Layout);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, proof.Associated.Length);
        byte[] body = [.. proof.HeaderOf(packet.Layout, bytes.Length), .. Decrypted(packet.Layout, proof, bytes)];
        byte[] withoutIv = [.. body[..(body.Length - bytes.Length + at)], .. body[(body.Length - bytes.Length + at + 16)..]];

        byte[] expected = PlainCmac.Compute(proof.MacKey, [.. length, .. proof.Associated, .. withoutIv]);

        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(bytes, at, 16));
    });

    [Theory, MemberData(nameof(Names))]
    public void The_same_values_are_the_same_bytes_whatever_the_struct_held_before(string name) => ForAll(name, (packet, proof, seed) =>
        Assert.Equal(packet.Seal(proof, seed, false), packet.Seal(proof, seed, true)));

    [Theory, MemberData(nameof(Names))]
    public void Another_place_or_another_key_is_not_authenticated(string name) => ForAll(name, (packet, proof, seed) =>
    {
        byte[] bytes = packet.Seal(proof, seed, false);
        Assert.Equal(Opening.Unauthenticated, Open(proof with { Associated = [.. proof.Associated, 0] }));
        Assert.Equal(Opening.Unauthenticated, Open(proof with { MacKey = Altered(proof.MacKey, 3) }));
        Assert.NotEqual(Opening.Authenticated, Open(proof with { Key = Altered(proof.Key, 200) }));
        if (packet.Layout.Kind == PacketKind.Message)
            Assert.Equal(Opening.Unauthenticated, Open(proof with { Version = (byte)(proof.Version ^ 1) }));
        if (packet.Layout.Direction == PacketDirection.Request)
            Assert.Equal(Opening.Unauthenticated, Open(proof with { ClientId = Altered(proof.ClientId, 127) }));

        Opening? Open(Proof other)
        {
            using (other)
                return packet.Open(other, bytes);
        }
    });

    [Theory, MemberData(nameof(Names))]
    public void A_flipped_bit_anywhere_is_not_authenticated(string name)
    {
        ProvedPacket packet = ProvedPacket.Find(name);
        using Proof proof = Proof.Of(1);
        byte[] bytes = packet.Seal(proof, 1, false);

        for (int bit = 0; bit < 8 * bytes.Length; bit++)
            Assert.NotEqual(Opening.Authenticated, packet.Open(proof, Altered(bytes, bit)));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_a_peer_seals_with_an_IV_of_its_own_choice_opens_unauthenticated(string name) => ForAll(name, (packet, proof, seed) =>
    {
        byte[] bytes = packet.Seal(proof, seed, false);
        byte[] padded = Decrypted(packet.Layout, proof, bytes);
        byte[] iv = new byte[16];
        new Random(seed).NextBytes(iv);
        foreach (FieldLayout field in packet.Layout.Fields.Where(f => f.Encryption is not null))
            Encrypted(proof, iv, padded.AsSpan(field.Offset!.Value, field.Type.Size ?? bytes.Length - field.Offset.Value)).CopyTo(bytes, field.Offset.Value);
        iv.CopyTo(bytes, IvOf(packet.Layout));

        Assert.Equal(Opening.Unauthenticated, packet.Open(proof, bytes));
    });

    private static void ForAll(string name, Action<ProvedPacket, Proof, int> law)
    {
        ProvedPacket packet = ProvedPacket.Find(name);
        for (int seed = 0; seed < Samples; seed++)
        {
            using Proof proof = Proof.Of(seed);
            law(packet, proof, seed);
        }
    }

    private static int IvOf(PacketLayout packet) => packet.Fields.Single(f => f.SyntheticIv is not null).Offset!.Value;

    private static byte[] Altered(byte[] bytes, int bit)
    {
        byte[] altered = [.. bytes];
        altered[bit / 8] ^= (byte)(1 << (bit % 8));
        return altered;
    }

    /// <summary>The packet with each encrypted field as its padded plaintext: one of variable size is the last.</summary>
    private static byte[] Decrypted(PacketLayout packet, Proof proof, byte[] bytes)
    {
        byte[] padded = [.. bytes];
        using var aes = Aes.Create();
        aes.Key = proof.Key;
        foreach (FieldLayout field in packet.Fields.Where(f => f.Encryption is not null))
        {
            int at = field.Offset!.Value, size = field.Type.Size ?? bytes.Length - at;
            aes.DecryptCbc(bytes.AsSpan(at, size), bytes.AsSpan(IvOf(packet), 16), PaddingMode.None).CopyTo(padded, at);
        }

        return padded;
    }

    private static byte[] Encrypted(Proof proof, byte[] iv, ReadOnlySpan<byte> padded)
    {
        using var aes = Aes.Create();
        aes.Key = proof.Key;
        return aes.EncryptCbc(padded, iv, PaddingMode.None);
    }
}
