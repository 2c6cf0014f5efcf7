using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerberosGen.Codec;

/// <summary>
/// Reads and writes at a constant offset from a reference whose room the caller has checked, once, for a whole run of
/// fields. This is what generated code calls; nothing else needs it.
/// </summary>
public static class Wire
{
    /// <summary>Reads a value whose bytes in memory are its bytes on the wire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref readonly byte start, int offset)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(in Unsafe.Add(ref Unsafe.AsRef(in start), offset));

    /// <summary>Writes a value whose bytes in memory are its bytes on the wire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref byte start, int offset, in T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, offset), value);

    /// <summary>Reads an integer with its least significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadLittleEndian<T>(ref readonly byte start, int offset)
        where T : unmanaged => BitConverter.IsLittleEndian ? Read<T>(in start, offset) : Reverse(Read<T>(in start, offset));

    /// <summary>Writes an integer with its least significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteLittleEndian<T>(ref byte start, int offset, T value)
        where T : unmanaged => Write(ref start, offset, BitConverter.IsLittleEndian ? value : Reverse(value));

    /// <summary>Reads an integer with its most significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadBigEndian<T>(ref readonly byte start, int offset)
        where T : unmanaged => BitConverter.IsLittleEndian ? Reverse(Read<T>(in start, offset)) : Read<T>(in start, offset);

    /// <summary>Writes an integer with its most significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBigEndian<T>(ref byte start, int offset, T value)
        where T : unmanaged => Write(ref start, offset, BitConverter.IsLittleEndian ? Reverse(value) : value);

    /// <summary>Reads an unsigned integer of so many bytes, 1 to 8, its least significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadLittleEndian(ref readonly byte start, int offset, int width)
    {
        ulong value = 0;
        for (int i = width - 1; i >= 0; i--)
            value = (value << 8) | Read<byte>(in start, offset + i);
        return value;
    }

    /// <summary>Reads an unsigned integer of so many bytes, 1 to 8, its most significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadBigEndian(ref readonly byte start, int offset, int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
            value = (value << 8) | Read<byte>(in start, offset + i);
        return value;
    }

    /// <summary>Writes the low bytes of an integer, 1 to 8, its least significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteLittleEndian(ref byte start, int offset, int width, ulong value)
    {
        for (int i = 0; i < width; i++, value >>= 8)
            Write(ref start, offset + i, (byte)value);
    }

    /// <summary>Writes the low bytes of an integer, 1 to 8, its most significant byte first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBigEndian(ref byte start, int offset, int width, ulong value)
    {
        for (int i = width - 1; i >= 0; i--, value >>= 8)
            Write(ref start, offset + i, (byte)value);
    }

    /// <summary>Reads a UUID: big-endian as RFC 9562 writes it, little-endian as <see cref="Guid.ToByteArray()"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Guid ReadGuid(ref readonly byte start, int offset, bool isBigEndian) => new(Bytes(in start, offset, 16), isBigEndian);

    /// <summary>Writes a UUID: big-endian as RFC 9562 writes it, little-endian as <see cref="Guid.ToByteArray()"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteGuid(ref byte start, int offset, in Guid value, bool isBigEndian) =>
        value.TryWriteBytes(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, offset), 16), isBigEndian, out _);

    /// <summary>The bytes at an offset, as a span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Bytes(ref readonly byte start, int offset, int count) =>
        MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in start), offset), count);

    /// <summary>Writes bytes that the declaration gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBytes(ref byte start, int offset, ReadOnlySpan<byte> bytes) =>
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, offset), bytes.Length));

    /// <summary>Writes zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(ref byte start, int offset, int count) => Unsafe.InitBlockUnaligned(ref Unsafe.Add(ref start, offset), 0, (uint)count);

    /// <summary>Checks a value of fixed size, or an entry, before it is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnpackResult Check<T>(ref readonly byte start, int offset)
        where T : struct, IFixedSize<T> => T.Check(in Unsafe.Add(ref Unsafe.AsRef(in start), offset));

    /// <summary>Carries the sign bit of an integer of so many bits to the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SignExtend(ulong value, int bits) => (long)(value << (64 - bits)) >> (64 - bits);

    /// <summary>Zero bytes in front of an offset that must be a multiple of <paramref name="multiple"/>, a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PaddingTo(int offset, int multiple) => -offset & (multiple - 1);

    /// <summary>True if every byte is zero.</summary>
    public static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    /// <summary>
    /// True if a value of this type can be copied between memory and the wire as it stands. The JIT knows the answer, so
    /// that only one way is left in the code of each type.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsImage<T>()
        where T : struct, IFixedSize<T> => T.IsWireImage && Unsafe.SizeOf<T>() == T.Size;

    /// <summary>Reads a value for which <see cref="IsImage{T}"/> is true, in one copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadImage<T>(ref readonly byte start, out T value)
        where T : struct, IFixedSize<T>
    {
        // A struct that is returned by value may be staged on the stack; a copied block is not.
        Unsafe.SkipInit(out value);
        Copy(ref Unsafe.As<T, byte>(ref value), in start, Unsafe.SizeOf<T>());
    }

    /// <summary>Writes a value for which <see cref="IsImage{T}"/> is true, in one copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteImage<T>(ref byte start, scoped ref readonly T value)
        where T : struct, IFixedSize<T> =>
        Copy(ref start, in Unsafe.As<T, byte>(ref Unsafe.AsRef(in value)), Unsafe.SizeOf<T>());

    // Up to four vector registers the JIT copies in line, beyond them it calls; a few times in line is faster than a call.
    // The size is a constant to it: one of these branches is left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte to, ref readonly byte from, int size)
    {
        int block = 4 * (Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16);
        if (size <= block || size > 4 * block)
        {
            Unsafe.CopyBlockUnaligned(ref to, in from, (uint)size);
            return;
        }

        Unsafe.CopyBlockUnaligned(ref to, in from, (uint)block);
        if (size <= 2 * block)
        {
            CopyBlock(ref to, in from, block, size - block);
            return;
        }

        CopyBlock(ref to, in from, block, block);
        if (size <= 3 * block)
        {
            CopyBlock(ref to, in from, 2 * block, size - (2 * block));
            return;
        }

        CopyBlock(ref to, in from, 2 * block, block);
        CopyBlock(ref to, in from, 3 * block, size - (3 * block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(ref byte to, ref readonly byte from, int offset, int size) =>
        Unsafe.CopyBlockUnaligned(
            ref Unsafe.Add(ref to, offset), in Unsafe.Add(ref Unsafe.AsRef(in from), offset), (uint)size);

    // The size is a constant to the JIT, so one branch is left of this for every T.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reverse<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() switch
        {
            2 => Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value))),
            4 => Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value))),
            8 => Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value))),
            16 => Unsafe.BitCast<UInt128, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, UInt128>(value))),
            _ => value,
        };
}
