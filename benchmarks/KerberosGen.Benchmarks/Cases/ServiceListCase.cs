using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.HandWritten;
using KerberosGen.Packets;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>A list of 100 entries: packed from an array, unpacked and read into an array.</summary>
internal sealed class ServiceListCase : CodecCase
{
    private const int Entries = 100;

    private readonly Arena _arena = new(Entries, ServiceEntry.Size);

    public ServiceListCase()
        : base(nameof(ServiceListResponse), Entries * ServiceEntry.Size, isFixed: false)
    {
        byte[] sample = RandomBytes(Bytes);
        sample.CopyTo(_arena.Bytes);
        Require(UnpackGenerated(1) == Entries && PackGenerated(1) == Bytes && sample.AsSpan().SequenceEqual(_arena.Bytes));
        Require(UnpackByHand(1) == Entries && PackByHand(1) == Bytes && sample.AsSpan().SequenceEqual(_arena.Bytes));
    }

    public override int PackByCopy(int calls)
    {
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += Copy(_arena.Copies, _arena.Bytes);
        return packed;
    }

    public override int PackByHand(int calls)
    {
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += Pack(_arena.Packets<HandServiceEntry>(), _arena.Bytes);
        return packed;
    }

    public override int PackGenerated(int calls)
    {
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += Pack(_arena.Packets<ServiceEntry>(), _arena.Bytes);
        return packed;
    }

    public override int UnpackByCopy(int calls)
    {
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += Copy(_arena.Bytes, _arena.Copies);
        return unpacked;
    }

    public override int UnpackByHand(int calls)
    {
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += Unpack(_arena.Bytes, _arena.Packets<HandServiceEntry>());
        return unpacked;
    }

    public override int UnpackGenerated(int calls)
    {
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += Unpack(_arena.Bytes, _arena.Packets<ServiceEntry>());
        return unpacked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from[..(Entries * ServiceEntry.Size)].CopyTo(to);
        return from.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Pack(ReadOnlySpan<HandServiceEntry> entries, Span<byte> destination) =>
        HandEntryList.TryPack(entries, destination, out int written) ? written : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Pack(ReadOnlySpan<ServiceEntry> entries, Span<byte> destination)
    {
        var packet = new ServiceListResponse { Services = entries };
        return packet.TryPack(destination, out int written) ? written : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unpack(ReadOnlySpan<byte> source, Span<HandServiceEntry> entries) =>
        HandEntryList.TryUnpack(source, entries, out int count) ? count : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unpack(ReadOnlySpan<byte> source, Span<ServiceEntry> entries)
    {
        if (!ServiceListResponse.Unpack(source, out ServiceListResponse packet).IsDone)
            return 0;
        packet.Services.CopyTo(entries);
        return packet.Services.Count;
    }
}
