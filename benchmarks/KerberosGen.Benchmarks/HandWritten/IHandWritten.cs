namespace KerberosGen.Benchmarks.HandWritten;

/// <summary>
/// A codec as a person writes it for speed: one length check, then unaligned reads and writes at constant offsets. These
/// know nothing of the generator or its runtime; little-endian machines only.
/// </summary>
/// <typeparam name="TSelf">The packet's own type.</typeparam>
internal interface IHandWritten<TSelf>
    where TSelf : IHandWritten<TSelf>, allows ref struct
{
    static abstract bool TryPack(in TSelf packet, Span<byte> destination, out int written);

    static abstract bool TryUnpack(ReadOnlySpan<byte> source, out TSelf packet);
}
