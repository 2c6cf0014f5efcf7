using System.Runtime.Intrinsics;

namespace KerberosGen.Crypto;

/// <summary>A block, and what the cipher makes of it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Encrypted">The block, encrypted.</param>
internal readonly record struct KnownBlock(Vector128<byte> Block, Vector128<byte> Encrypted)
{
    /// <summary>Nothing: it is part of a message.</summary>
    public override string ToString() => nameof(KnownBlock);
}
