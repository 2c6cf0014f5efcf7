using System.Buffers;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerberosGen.Codec;

namespace KerberosGen.Testing.Laws;

/// <summary>The calls that need a packet's type.</summary>
internal sealed class PacketSubject<TPacket>() : Subject(TPacket.Layout)
    where TPacket : IPacket<TPacket>, allows ref struct
{
    // Found by their signatures: one of fixed size needs no scratch space, so that no interface could name it for all packets.
    private readonly FixedUnpack? _fixed = Find(packet => [Sequence, packet])?.CreateDelegate<FixedUnpack>();
    private readonly VariableUnpack? _variable = Find(packet => [Sequence, typeof(Span<byte>), packet])?.CreateDelegate<VariableUnpack>();

    private delegate UnpackResult FixedUnpack(scoped in ReadOnlySequence<byte> source, out TPacket packet);

    private delegate UnpackResult VariableUnpack(scoped in ReadOnlySequence<byte> source, Span<byte> scratch, out TPacket packet);

    public override bool ReadsSequences => _fixed is not null || _variable is not null;

    private static Type Sequence => typeof(ReadOnlySequence<byte>).MakeByRefType();

    public override UnpackResult Unpack(ReadOnlySpan<byte> source, out bool isDefault)
    {
        UnpackResult result = TPacket.Unpack(source, out TPacket packet);
        // All of its memory is zero: the only way to ask it of a ref struct of any type.
        isDefault = !MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TPacket, byte>(ref packet), Unsafe.SizeOf<TPacket>()).ContainsAnyExcept((byte)0);
        return result;
    }

    public override UnpackResult Unpack(in ReadOnlySequence<byte> source, Span<byte> scratch, out byte[] packed)
    {
        TPacket packet;
        UnpackResult result = _variable is not null ? _variable(in source, scratch, out packet) : _fixed!(in source, out packet);
        packed = [];
        if (!result.IsDone)
            return result;
        packed = new byte[packet.PackedSize];
        packet.TryPack(packed, out _);
        return result;
    }

    public override int PackedSizeOf(ReadOnlySpan<byte> source)
    {
        TPacket.Unpack(source, out TPacket packet);
        return packet.PackedSize;
    }

    public override bool TryPack(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        TPacket.Unpack(source, out TPacket packet);
        return packet.TryPack(destination, out written);
    }

    private static MethodInfo? Find(Func<Type, Type[]> parameters) =>
        typeof(TPacket).GetMethod("Unpack", BindingFlags.Public | BindingFlags.Static, parameters(typeof(TPacket).MakeByRefType()));
}
