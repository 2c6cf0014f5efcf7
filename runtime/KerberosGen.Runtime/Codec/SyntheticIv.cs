using System.Buffers.Binary;
using System.Security.Cryptography;
using KerberosGen.Crypto;

namespace KerberosGen.Codec;

/// <summary>
/// Synthetic initialisation vectors, for generated code: <c>AES-256-CMAC(u32le(bytes of associated data) || associated data ||
/// body)</c>, 16 bytes, where the body is the packet in wire order without its IV, each encrypted field standing as its padded
/// plaintext. Nothing is allocated.
/// </summary>
public static class SyntheticIv
{
    /// <summary>Makes the IV of a structure, which has no header.</summary>
    /// <param name="mac">The key for the label.</param>
    /// <param name="associated">The associated data.</param>
    /// <param name="packet">The packet, with padded plaintexts.</param>
    /// <param name="ivOffset">Where its IV stands, in bytes.</param>
    /// <param name="iv">The 16 bytes.</param>
    public static void Make<TPacket>(AesCmac mac, scoped ReadOnlySpan<byte> associated, scoped in TPacket packet, int ivOffset, Span<byte> iv)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        int size = packet.PackedSize;
        Span<byte> message = Begin(associated, size, out Span<byte> body);
        Append(in packet, body, ivOffset);
        mac.ComputeRented(message.Length - AesCmac.Size, iv);
    }

    /// <summary>Makes the IV of a request or response, which is proved with its header.</summary>
    /// <param name="mac">The key for the label.</param>
    /// <param name="header">The header; its code and payload size are set from the packet.</param>
    /// <param name="associated">The associated data.</param>
    /// <param name="packet">The packet, with padded plaintexts.</param>
    /// <param name="ivOffset">Where its IV stands in it, in bytes.</param>
    /// <param name="iv">The 16 bytes.</param>
    public static void Make<THeader, TPacket>(
        AesCmac mac, THeader header, scoped ReadOnlySpan<byte> associated, scoped in TPacket packet, int ivOffset, Span<byte> iv)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        int size = packet.PackedSize;
        Span<byte> message = Begin(associated, THeader.Size + size, out Span<byte> body);
        header.Announce(TPacket.Code, (uint)size);
        header.WriteUnchecked(ref body[0]);
        Append(in packet, body[THeader.Size..], ivOffset);
        mac.ComputeRented(message.Length - AesCmac.Size, iv);
    }

    /// <summary>True if a structure's IV is the synthetic one; compared in constant time.</summary>
    /// <inheritdoc cref="Make{TPacket}(AesCmac, ReadOnlySpan{byte}, in TPacket, int, Span{byte})"/>
    public static bool Verify<TPacket>(AesCmac mac, scoped ReadOnlySpan<byte> associated, scoped in TPacket packet, int ivOffset, scoped ReadOnlySpan<byte> iv)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        Span<byte> made = stackalloc byte[AesCmac.Size];
        Make(mac, associated, in packet, ivOffset, made);
        return CryptographicOperations.FixedTimeEquals(made, iv);
    }

    /// <summary>True if a request's or response's IV is the synthetic one; compared in constant time.</summary>
    /// <inheritdoc cref="Make{THeader, TPacket}(AesCmac, THeader, ReadOnlySpan{byte}, in TPacket, int, Span{byte})"/>
    public static bool Verify<THeader, TPacket>(
        AesCmac mac, THeader header, scoped ReadOnlySpan<byte> associated, scoped in TPacket packet, int ivOffset, scoped ReadOnlySpan<byte> iv)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        Span<byte> made = stackalloc byte[AesCmac.Size];
        Make(mac, header, associated, in packet, ivOffset, made);
        return CryptographicOperations.FixedTimeEquals(made, iv);
    }

    // The IV is packed too, and then moved over: so the room is 16 bytes more than the message.
    private static Span<byte> Begin(scoped ReadOnlySpan<byte> associated, int bodySize, out Span<byte> body)
    {
        Span<byte> message = AesCmac.Rent(checked(sizeof(uint) + associated.Length + bodySize));
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)associated.Length);
        associated.CopyTo(message[sizeof(uint)..]);
        body = message[(sizeof(uint) + associated.Length)..];
        return message;
    }

    private static void Append<TPacket>(scoped in TPacket packet, Span<byte> body, int ivOffset)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        try
        {
            packet.TryPack(body, out _);
        }
        catch
        {
            // A value that cannot be written: the plaintexts before it have been.
            body.Clear();
            throw;
        }

        body[(ivOffset + AesCmac.Size)..].CopyTo(body[ivOffset..]);
        // What the move left behind it is plaintext.
        body[^AesCmac.Size..].Clear();
    }
}
