using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace KerberosGen.Hosting;

/// <summary>One peer's request, to know it again when it is sent again: the peer's address and port, and the request's SHA-256, of which half is kept.</summary>
internal readonly record struct AnswerKey(UInt128 Address, int Port, UInt128 Digest)
{
    public static AnswerKey Of(IPEndPoint peer, ReadOnlySpan<byte> request)
    {
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        peer.Address.TryWriteBytes(address, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request, hash);
        return new AnswerKey(MemoryMarshal.Read<UInt128>(address), peer.Port, MemoryMarshal.Read<UInt128>(hash));
    }

    // The digest is spread evenly by itself.
    public override int GetHashCode() => (int)Digest;
}
