namespace KerberosGen.Benchmarks.Serializers;

/// <summary>One serializer and one value: writes it again and again into the same memory, and reads it from there.</summary>
/// <param name="Name">The serializer.</param>
/// <param name="Bytes">Bytes that the value takes in its format.</param>
/// <param name="ValuesPerCall">How many values a call handles.</param>
/// <param name="Pack">Writes them, so many calls; answers a number that depends on what was done.</param>
/// <param name="Unpack">Reads them, so many calls; answers a number that depends on what was read.</param>
internal sealed record SerializerSide(string Name, int Bytes, int ValuesPerCall, Func<int, int> Pack, Func<int, int> Unpack)
{
    /// <exception cref="InvalidOperationException">What is read and written again is not what was written.</exception>
    public static void Require(string name, ReadOnlySpan<byte> written, ReadOnlySpan<byte> writtenAgain)
    {
        if (written.IsEmpty || !written.SequenceEqual(writtenAgain))
            throw new InvalidOperationException($"{name}: what was read is not what was written.");
    }
}
