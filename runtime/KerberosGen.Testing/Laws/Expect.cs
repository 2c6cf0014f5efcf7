using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerberosGen.Codec;

namespace KerberosGen.Testing.Laws;

/// <summary>What laws are said in.</summary>
internal static class Expect
{
    public static void Equal<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new LawBrokenException(what, $"{expected}", $"{found}");
    }

    public static void Same(string what, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        if (!expected.SequenceEqual(found))
            throw new LawBrokenException(what, ModelText.Hex(expected), ModelText.Hex(found));
    }

    public static void True(string what, bool holds, string expected, string found)
    {
        if (!holds)
            throw new LawBrokenException(what, expected, found);
    }

    /// <summary>All of its memory is zero: the only way to ask it of a ref struct of any type.</summary>
    public static void Default<TPacket>(string what, scoped ref TPacket packet)
        where TPacket : allows ref struct
    {
        ReadOnlySpan<byte> memory = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TPacket, byte>(ref packet), Unsafe.SizeOf<TPacket>());
        if (memory.ContainsAnyExcept((byte)0))
            throw new LawBrokenException($"the packet of {what}", "the default value", "something else");
    }

    /// <summary>The packet's bytes.</summary>
    public static byte[] Pack<TPacket>(string what, scoped in TPacket packet)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        byte[] packed = new byte[packet.PackedSize];
        Equal($"TryPack of {what} into {packed.Length} bytes, its PackedSize", true, packet.TryPack(packed, out int written));
        Equal($"bytes written by TryPack of {what}", packed.Length, written);
        return packed;
    }
}
