using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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

    // The size is a constant to the JIT, so one branch is left of this for every T.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reverse<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() switch
        {
            2 => Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value))),
            4 => Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value))),
            8 => Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value))),
            _ => value,
        };
}
