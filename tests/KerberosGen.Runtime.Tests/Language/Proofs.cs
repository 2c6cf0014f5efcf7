using KerberosGen.Codec;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Language;

internal enum ProofKey
{
    Shop,
}

[FixedBytes(16)]
internal readonly partial struct ProofIv;

[FixedBytes(16)]
internal readonly partial struct ProofBlock;

/// <summary>An IV at the end of what is fixed, and two ciphertexts of variable size without padding.</summary>
[Packet]
internal ref partial struct TwoTexts
{
    [Range(1, 5)] public byte Level;

    [SyntheticIv("two.texts")] public ProofIv Iv;

    [LengthPrefix(2), BigEndian, Encrypted<ProofKey>(ProofKey.Shop, Iv = nameof(Iv), Padding = CipherPadding.None)]
    public ReadOnlySpan<byte> First;

    [Encrypted<ProofKey>(ProofKey.Shop, Iv = nameof(Iv), Padding = CipherPadding.None)]
    public ReadOnlySpan<byte> Second;
}

/// <summary>A block in front of its IV, and everything around both that may vary.</summary>
[Packet, Align(4)]
internal ref partial struct Wrapped
{
    [Encrypted<ProofKey>(ProofKey.Shop, Iv = nameof(Iv), Plaintext = typeof(ProofBlock), Padding = CipherPadding.None)]
    public ProofBlock Block;

    public byte Kind;

    [PadBefore(3), SyntheticIv("wrapped")] public ProofIv Iv;

    [When(nameof(Kind), 1)] public uint Extra;

    [LengthPrefix(Prefix.Leb128), Encrypted<ProofKey>(ProofKey.Shop, Iv = nameof(Iv))]
    public ReadOnlySpan<byte> Text;

    [CountPrefix(1)] public PacketList<ProofBlock> Clear;
}
