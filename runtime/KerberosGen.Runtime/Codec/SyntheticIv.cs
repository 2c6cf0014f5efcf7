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
        Span<byte> message = AesCmac.Rent(RoomFor(associated.Length, packet.PackedSize));
        Append(in packet, Begin(associated, message), ivOffset);
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
        Span<byte> message = AesCmac.Rent(RoomFor(associated.Length, THeader.Size + packet.PackedSize));
        mac.ComputeRented(Write(header, associated, in packet, ivOffset, message), iv);
    }

    /// <summary>Writes what the IV of a request or response is the MAC of.</summary>
    /// <param name="header">The header; its code and payload size are set from the packet.</param>
    /// <param name="associated">The associated data.</param>
    /// <param name="packet">The packet, with padded plaintexts.</param>
    /// <param name="ivOffset">Where its IV stands in it, in bytes.</param>
    /// <param name="message">Exactly <see cref="RoomFor"/> bytes; the last 16 are not of the message, and end up as 0.</param>
    /// <returns>Bytes of the message.</returns>
    public static int Write<THeader, TPacket>(
        THeader header, scoped ReadOnlySpan<byte> associated, scoped in TPacket packet, int ivOffset, Span<byte> message)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        Span<byte> body = Begin(associated, message);
        header.Announce(TPacket.Code, (uint)packet.PackedSize);
        header.WriteUnchecked(ref body[..THeader.Size][0]);
        Append(in packet, body[THeader.Size..], ivOffset);
        return message.Length - AesCmac.Size;
    }

    /// <summary>Bytes to have for what an IV is the MAC of: the IV is packed too, and then moved over, so this is 16 more than the message.</summary>
    /// <param name="associatedSize">Bytes of associated data.</param>
    /// <param name="size">Bytes of the packet, with its header if it has one.</param>
    public static int RoomFor(int associatedSize, int size) => checked(sizeof(uint) + associatedSize + size);

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

    private static Span<byte> Begin(scoped ReadOnlySpan<byte> associated, Span<byte> message)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)associated.Length);
        associated.CopyTo(message[sizeof(uint)..]);
        return message[(sizeof(uint) + associated.Length)..];
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
