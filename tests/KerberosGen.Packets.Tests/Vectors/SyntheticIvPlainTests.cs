using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Runtime.Tests.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>What is sealed with a synthetic IV is plain AES-256-CBC to who knows of none, like the original program.</summary>
public sealed class SyntheticIvPlainTests
{
    public static TheoryData<int, string> Rows => VectorFile.SyntheticIvs.Rows;

    /// <summary>Two of each packet: openssl takes a process for each field.</summary>
    public static TheoryData<int, string> SomeRows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var same in VectorFile.SyntheticIvs.Packets.Select((vector, row) => (vector.Label, Row: row)).GroupBy(vector => vector.Label))
            {
                foreach ((string label, int row) in same.TakeLast(2))
                    rows.Add(row, label);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_opens_with_the_platforms_one_shot_call(int row, string label)
    {
        using var aes = Aes.Create();
        AssertFields(row, label, (key, iv, ciphertext, padding) =>
        {
            aes.Key = key;
            return aes.DecryptCbc(ciphertext, iv, padding == CipherPadding.Pkcs7 ? PaddingMode.PKCS7 : PaddingMode.None);
        });
    }

    [Theory, MemberData(nameof(SomeRows))]
    public void It_opens_with_the_openssl_command(int row, string label) =>
        AssertFields(row, label, (key, iv, ciphertext, padding) => OpenSsl.DecryptCbc(key, iv, ciphertext, padding == CipherPadding.Pkcs7));

    // Takes what our own code seals apart by the table of offsets.
    private static void AssertFields(int row, string label, Func<byte[], byte[], byte[], CipherPadding, byte[]> decrypt)
    {
        PacketVector vector = VectorFile.SyntheticIvs.Packets[row];
        PacketLayout packet = PacketCatalog.Layout.Packets.Single(layout => layout.Name == label || $"{layout.Code}" == label);
        byte[] key = vector.Hex("key_hex");
        using var cipher = new AesCbc(key);
        using var mac = new AesCmac(vector.Hex("mac_key_hex"));
        int headerSize = packet.Kind != PacketKind.Message ? 0 : vector.Label == "1606" ? ResponseHeader.Size : RequestHeader.Size;
        byte[] body = SyntheticIvPacking.Pack(vector, cipher, mac)[headerSize..];
        int ivAt = packet.Fields.Single(field => field.SyntheticIv is not null).Offset!.Value;
        byte[] iv = body[ivAt..(ivAt + Iv.Size)];
        Assert.Equal(vector.Hex("iv"), iv);
        var opened = new List<string>();
        foreach (FieldLayout field in packet.Fields.Where(field => field.Encryption is not null))
        {
            int at = field.Offset!.Value;
            int size = field.Type.Size ?? body.Length - at;
            byte[] plaintext = decrypt(key, iv, body[at..(at + size)], field.Encryption!.Padding);
            opened.Add(IsText(field.Encryption.Plaintext) ? Encoding.UTF8.GetString(plaintext) : Convert.ToHexStringLower(plaintext));
        }

        Assert.Equal(OpenedPacket.PlaintextsOf(vector), opened);
    }

    private static bool IsText(FieldType type) => type.Name is nameof(VersionText) or nameof(TimeText) || type.Kind == FieldKind.Text;
}
