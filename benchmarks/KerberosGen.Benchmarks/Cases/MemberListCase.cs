using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.HandWritten;
using KerberosGen.Packets;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>A list of 100 entries: packed from an array, unpacked and read into an array.</summary>
internal sealed class MemberListCase : CodecCase
{
    private const int Entries = 100;

    private readonly Arena _arena = new(Entries, MemberEntry.Size);

    public MemberListCase()
        : base(nameof(MembersResponse), Entries * MemberEntry.Size, isFixed: false)
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
            packed += Pack(_arena.Packets<HandMemberEntry>(), _arena.Bytes);
        return packed;
    }

    public override int PackGenerated(int calls)
    {
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += Pack(_arena.Packets<MemberEntry>(), _arena.Bytes);
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
            unpacked += Unpack(_arena.Bytes, _arena.Packets<HandMemberEntry>());
        return unpacked;
    }

    public override int UnpackGenerated(int calls)
    {
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += Unpack(_arena.Bytes, _arena.Packets<MemberEntry>());
        return unpacked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from[..(Entries * MemberEntry.Size)].CopyTo(to);
        return from.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Pack(ReadOnlySpan<HandMemberEntry> entries, Span<byte> destination) =>
        HandEntryList.TryPack(entries, destination, out int written) ? written : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Pack(ReadOnlySpan<MemberEntry> entries, Span<byte> destination)
    {
        var packet = new MembersResponse { Members = entries };
        return packet.TryPack(destination, out int written) ? written : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unpack(ReadOnlySpan<byte> source, Span<HandMemberEntry> entries) =>
        HandEntryList.TryUnpack(source, entries, out int count) ? count : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unpack(ReadOnlySpan<byte> source, Span<MemberEntry> entries)
    {
        if (!MembersResponse.Unpack(source, out MembersResponse packet).IsDone)
            return 0;
        packet.Members.CopyTo(entries);
        return packet.Members.Count;
    }
}
