using System.Runtime.Intrinsics;

namespace KerberosGen.Crypto;

/// <summary>What CMAC mixes into a message's last block (NIST SP 800-38B, section 6.1).</summary>
/// <param name="Whole">K1: for a last block that is whole.</param>
/// <param name="Padded">K2: for one that is not.</param>
internal readonly record struct CmacSubkeys(Vector128<byte> Whole, Vector128<byte> Padded)
{
    /// <summary>The last block, padded if need be, with its subkey in it.</summary>
    /// <param name="rest">What is left of the message: 16 bytes at most.</param>
    public Vector128<byte> Last(ReadOnlySpan<byte> rest)
    {
        if (rest.Length == AesCmac.Size)
            return Vector128.Create(rest) ^ Whole;
        Span<byte> block = stackalloc byte[AesCmac.Size];
        block.Clear();
        rest.CopyTo(block);
        block[rest.Length] = 0x80;
        return Vector128.Create<byte>(block) ^ Padded;
    }

    /// <summary>Nothing: they are made from the key.</summary>
    public override string ToString() => nameof(CmacSubkeys);
}
