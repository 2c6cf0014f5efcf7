using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>
/// Memory for one case. Packets start at a page and their bytes at half a page. A load waits for an earlier store that
/// agrees with it in the low twelve bits of the address; where neither is longer than half a page, none does.
/// </summary>
internal sealed class Arena
{
    public const int HalfPage = Page / 2;

    private const int Page = 4096;

    private readonly byte[] _memory;
    private readonly int _packets;
    private readonly int _bytes;
    private readonly int _count;
    private readonly int _size;

    public Arena(int count, int size)
    {
        // A struct may be up to seven bytes longer in memory than on the wire, for alignment.
        int room = (((count * (size + 7)) / Page) + 1) * Page;
        _memory = GC.AllocateArray<byte>((2 * room) + (3 * Page), pinned: true);
        _count = count;
        _size = size;
        _packets = FirstPage(_memory);
        _bytes = _packets + room + HalfPage;
    }

    /// <summary>The packed packets, one behind the other.</summary>
    public Span<byte> Bytes => _memory.AsSpan(_bytes, _count * _size);

    /// <summary>The packets' memory as bytes.</summary>
    public Span<byte> Copies => _memory.AsSpan(_packets, _count * _size);

    /// <summary>The packets in memory: the same memory whatever the type.</summary>
    public Span<T> Packets<T>()
        where T : struct =>
        MemoryMarshal.Cast<byte, T>(_memory.AsSpan(_packets, _count * Unsafe.SizeOf<T>()));

    private static int FirstPage(byte[] pinned)
    {
        ulong address = (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        return (int)((Page - (address % Page)) % Page);
    }
}
