using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.HandWritten;
using KerberosGen.Codec;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>
/// A packet with variable bytes, a view of its buffer. Ref structs stand in no array: the same packet is packed over and
/// over, and what is unpacked goes to a method that is not inlined, so that every field is really read.
/// </summary>
internal sealed class VariableCase<TGenerated, THand> : CodecCase
    where TGenerated : IPacket<TGenerated>, allows ref struct
    where THand : IHandWritten<THand>, allows ref struct
{
    private readonly byte[] _sample;
    private readonly Arena _arena;

    public VariableCase(byte[] sample)
        : base(typeof(TGenerated).Name, sample.Length, isFixed: false)
    {
        _sample = sample;
        _arena = new Arena(PacketsPerCall, Bytes);
        for (int i = 0; i < PacketsPerCall; i++)
            sample.CopyTo(_arena.Bytes[(i * Bytes)..]);
        byte[] packed = new byte[Bytes];
        Require(Generated().TryPack(packed, out int written) && written == Bytes && sample.AsSpan().SequenceEqual(packed));
        packed.AsSpan().Clear();
        Require(THand.TryPack(Hand(), packed, out written) && written == Bytes && sample.AsSpan().SequenceEqual(packed));
    }

    public override int PackByCopy(int calls)
    {
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackByCopy(_sample, bytes);
        return packed;
    }

    public override int PackByHand(int calls)
    {
        THand packet = Hand();
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackByHand(in packet, bytes, Bytes);
        return packed;
    }

    public override int PackGenerated(int calls)
    {
        TGenerated packet = Generated();
        Span<byte> bytes = _arena.Bytes;
        int packed = 0;
        for (int i = 0; i < calls; i++)
            packed += PackGenerated(in packet, bytes, Bytes);
        return packed;
    }

    public override int UnpackByCopy(int calls)
    {
        Span<byte> bytes = _arena.Bytes;
        Span<byte> target = _arena.Copies[..Bytes];
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackByCopy(bytes, target);
        return unpacked;
    }

    public override int UnpackByHand(int calls)
    {
        Span<byte> bytes = _arena.Bytes;
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackByHand(bytes, Bytes);
        return unpacked;
    }

    public override int UnpackGenerated(int calls)
    {
        Span<byte> bytes = _arena.Bytes;
        int unpacked = 0;
        for (int i = 0; i < calls; i++)
            unpacked += UnpackGenerated(bytes, Bytes);
        return unpacked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackByCopy(ReadOnlySpan<byte> sample, Span<byte> bytes)
    {
        int at = 0;
        for (; at < bytes.Length; at += sample.Length)
            sample.CopyTo(bytes[at..]);
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackByHand(ref readonly THand packet, Span<byte> bytes, int size)
    {
        int at = 0;
        for (; at < bytes.Length; at += size)
        {
            if (!THand.TryPack(in packet, bytes[at..], out _))
                return at;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PackGenerated(ref readonly TGenerated packet, Span<byte> bytes, int size)
    {
        int at = 0;
        for (; at < bytes.Length; at += size)
        {
            if (!Unsafe.AsRef(in packet).TryPack(bytes[at..], out _))
                return at;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackByCopy(Span<byte> bytes, Span<byte> target)
    {
        int at = 0;
        for (; at < bytes.Length; at += target.Length)
            bytes[at..][..target.Length].CopyTo(target);
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackByHand(Span<byte> bytes, int size)
    {
        int at = 0;
        for (; at < bytes.Length; at += size)
        {
            if (!THand.TryUnpack(bytes[at..], out THand packet))
                return at;
            Take(in packet);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnpackGenerated(Span<byte> bytes, int size)
    {
        int at = 0;
        for (; at < bytes.Length; at += size)
        {
            if (!TGenerated.Unpack(bytes[at..], out TGenerated packet).IsDone)
                return at;
            Take(in packet);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Take<T>(scoped ref readonly T packet)
        where T : allows ref struct
    {
    }

    private TGenerated Generated()
    {
        Require(TGenerated.Unpack(_sample, out TGenerated packet).Consumed == Bytes);
        return packet;
    }

    private THand Hand()
    {
        Require(THand.TryUnpack(_sample, out THand packet));
        return packet;
    }
}
