using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>An <see cref="EncryptedKey"/> as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class EncryptedKeyValue : ISerialized<EncryptedKeyValue>
{
    [Key(0)]
    public byte[] Iv { get; set; } = [];

    [Key(1)]
    public byte[] Nonce { get; set; } = [];

    [Key(2)]
    public byte[] SessionKey { get; set; } = [];

    public static EncryptedKeyValue Read(BinaryReader reader) => new()
    {
        Iv = reader.ReadBytes(Packets.Iv.Size),
        Nonce = reader.ReadBytes(Ciphertext16.Size),
        SessionKey = reader.ReadBytes(Ciphertext32.Size),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Iv);
        writer.Write(Nonce);
        writer.Write(SessionKey);
    }
}
