using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerberosGen.Benchmarks.HandWritten;
using KerberosGen.Codec;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>
/// A packet of fixed size. Each side is one loop over an array of packets, in a method of its own, into which the JIT may
/// inline what it would inline at any caller's. All are given the rest of the buffer and check that the packet fits.
/// </summary>
internal sealed class FixedCase<TGenerated, THand> : CodecCase
    where TGenerated : struct, IPacket<TGenerated>, IFixedSize<TGenerated>
    where THand : struct, IHandWritten<THand>
{
    private readonly Arena _arena;

    public FixedCase()
        : base(typeof(TGenerated).Name, TGenerated.Size, isFixed: true)
    {
        _arena = new Arena(PacketsPerCall, Bytes);
        RandomBytes(_arena.Bytes.Length).CopyTo(_arena.Bytes);
        CheckAgreement(_arena.Bytes[..Bytes]);
    }

    public override int PackByCopy(int calls)
    {
        Span<TGenerated> packets = _arena.Packets<TGenerated>();
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackByCopy(packets, bytes);
        return packed;
    }

    public override int PackByHand(int calls)
    {
        Span<THand> packets = _arena.Packets<THand>();
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackByHand(packets, bytes);
        return packed;
    }

    public override int PackGenerated(int calls)
    {
        Span<TGenerated> packets = _arena.Packets<TGenerated>();
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackGenerated(packets, bytes);
        return packed;
    }

    public override int UnpackByCopy(int calls)
    {
        Span<TGenerated> packets = _arena.Packets<TGenerated>();
        Span<byte> bytes = _arena.Bytes;
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackByCopy(bytes, packets);
        return unpacked;
    }

    public override int UnpackByHand(int calls)
    {
        Span<THand> packets = _arena.Packets<THand>();
        Span<byte> bytes = _arena.Bytes;
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackByHand(bytes, packets);
        return unpacked;
    }

    public override int UnpackGenerated(int calls)
    {
        Span<TGenerated> packets = _arena.Packets<TGenerated>();
        Span<byte> bytes = _arena.Bytes;
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackGenerated(bytes, packets);
        return unpacked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackByCopy(Span<TGenerated> packets, Span<byte> bytes)
    {
        for (int i = 0; i < packets.Length; i++)
            Memory(ref packets[i]).CopyTo(bytes[(i * TGenerated.Size)..]);
        return packets.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackByHand(Span<THand> packets, Span<byte> bytes)
    {
        for (int i = 0; i < packets.Length; i++)
        {
            if (!THand.TryPack(in packets[i], bytes[(i * TGenerated.Size)..], out _))
                return i;
        }

        return packets.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackGenerated(Span<TGenerated> packets, Span<byte> bytes)
    {
        for (int i = 0; i < packets.Length; i++)
        {
            if (!packets[i].TryPack(bytes[(i * TGenerated.Size)..], out _))
                return i;
        }

        return packets.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackByCopy(Span<byte> bytes, Span<TGenerated> packets)
    {
        for (int i = 0; i < packets.Length; i++)
            bytes[(i * TGenerated.Size)..][..TGenerated.Size].CopyTo(Memory(ref packets[i]));
        return packets.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackByHand(Span<byte> bytes, Span<THand> packets)
    {
        for (int i = 0; i < packets.Length; i++)
        {
            if (!THand.TryUnpack(bytes[(i * TGenerated.Size)..], out packets[i]))
                return i;
        }

        return packets.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackGenerated(Span<byte> bytes, Span<TGenerated> packets)
    {
        for (int i = 0; i < packets.Length; i++)
        {
            if (!TGenerated.Unpack(bytes[(i * TGenerated.Size)..], out packets[i]).IsDone)
                return i;
        }

        return packets.Length;
    }

    /// <summary>As many of the struct's own bytes as the packet has on the wire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<byte> Memory(ref TGenerated packet) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TGenerated, byte>(ref packet), TGenerated.Size);

    private void CheckAgreement(ReadOnlySpan<byte> bytes)
    {
        byte[] generated = new byte[Bytes];
        byte[] hand = new byte[Bytes];
        Require(TGenerated.Unpack(bytes, out TGenerated packet).IsDone && packet.TryPack(generated, out int written) && written == Bytes);
        Require(THand.TryUnpack(bytes, out THand byHand) && THand.TryPack(in byHand, hand, out written) && written == Bytes);
        Require(bytes.SequenceEqual(generated) && bytes.SequenceEqual(hand));
    }
}
