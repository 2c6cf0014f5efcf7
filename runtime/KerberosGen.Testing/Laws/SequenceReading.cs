using System.Buffers;
using System.Reflection;
using KerberosGen.Codec;

namespace KerberosGen.Testing.Laws;

/// <summary>
/// The <c>Unpack</c> from a sequence that the generator gives a packet. It is found by its signature: one of fixed size needs no scratch
/// space, so that no interface could name it for all packets.
/// </summary>
internal sealed class SequenceReading<TPacket>
    where TPacket : IPacket<TPacket>, allows ref struct
{
    private Fixed? _fixed;
    private Variable? _variable;

    private delegate UnpackResult Fixed(scoped in ReadOnlySequence<byte> source, out TPacket packet);

    private delegate UnpackResult Variable(scoped in ReadOnlySequence<byte> source, Span<byte> scratch, out TPacket packet);

    /// <summary>The packet's method, or null if it is written by hand and has none.</summary>
    public static SequenceReading<TPacket>? Find()
    {
        Type sequence = typeof(ReadOnlySequence<byte>).MakeByRefType();
        Type packet = typeof(TPacket).MakeByRefType();
        MethodInfo? variable = typeof(TPacket).GetMethod("Unpack", BindingFlags.Public | BindingFlags.Static, [sequence, typeof(Span<byte>), packet]);
        MethodInfo? ofFixedSize = typeof(TPacket).GetMethod("Unpack", BindingFlags.Public | BindingFlags.Static, [sequence, packet]);
        return variable is null && ofFixedSize is null
            ? null
            : new SequenceReading<TPacket> { _variable = variable?.CreateDelegate<Variable>(), _fixed = ofFixedSize?.CreateDelegate<Fixed>() };
    }

    /// <summary>Checks that the sequence is answered as the span was.</summary>
    public void Check(string segments, ReadOnlySequence<byte> sequence, Span<byte> scratch, UnpackResult expected, byte[] packed)
    {
        scratch.Clear();
        TPacket packet;
        UnpackResult result = _variable is not null ? _variable(in sequence, scratch, out packet) : _fixed!(in sequence, out packet);
        Expect.Equal($"Unpack of {segments}", expected, result);
        if (result.IsDone)
            Expect.Same($"the bytes of what was read from {segments}", packed, Expect.Pack($"what was read from {segments}", in packet));
    }
}
