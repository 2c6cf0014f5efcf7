using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

/// <summary>The lists of services and of members, written entry by entry and read into the caller's array.</summary>
internal static class HandEntryList
{
    public static bool TryPack(ReadOnlySpan<HandServiceEntry> entries, Span<byte> destination, out int written)
    {
        int size = entries.Length * HandServiceEntry.Size;
        if (destination.Length < size)
        {
            written = 0;
            return false;
        }

        ref byte to = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < entries.Length; i++)
            HandServiceEntry.Write(in entries[i], ref Unsafe.Add(ref to, i * HandServiceEntry.Size));
        written = size;
        return true;
    }

    public static bool TryUnpack(ReadOnlySpan<byte> source, Span<HandServiceEntry> entries, out int count)
    {
        count = source.Length / HandServiceEntry.Size;
        if (count * HandServiceEntry.Size != source.Length || entries.Length < count)
            return false;
        ref byte from = ref MemoryMarshal.GetReference(source);
        for (int i = 0; i < count; i++)
            HandServiceEntry.Read(ref Unsafe.Add(ref from, i * HandServiceEntry.Size), out entries[i]);
        return true;
    }

    public static bool TryPack(ReadOnlySpan<HandMemberEntry> entries, Span<byte> destination, out int written)
    {
        int size = entries.Length * HandMemberEntry.Size;
        if (destination.Length < size)
        {
            written = 0;
            return false;
        }

        ref byte to = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < entries.Length; i++)
            HandMemberEntry.Write(in entries[i], ref Unsafe.Add(ref to, i * HandMemberEntry.Size));
        written = size;
        return true;
    }

    public static bool TryUnpack(ReadOnlySpan<byte> source, Span<HandMemberEntry> entries, out int count)
    {
        count = source.Length / HandMemberEntry.Size;
        if (count * HandMemberEntry.Size != source.Length || entries.Length < count)
            return false;
        ref byte from = ref MemoryMarshal.GetReference(source);
        for (int i = 0; i < count; i++)
            HandMemberEntry.Read(ref Unsafe.Add(ref from, i * HandMemberEntry.Size), out entries[i]);
        return true;
    }
}
