using System.Buffers.Binary;
using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Codec;

/// <summary>Integers at any offset, in both byte orders, as the platform's own primitives write them.</summary>
public sealed class WireTests
{
    [Fact]
    public void Integers_agree_with_the_platforms_primitives() =>
        RandomChecks.ForAll(RandomChecks.Seeds, seed =>
        {
            var random = new Random(seed);
            byte[] start = RandomChecks.Bytes(random, 24);
            int at = random.Next(0, 16);
            Span<byte> there = start.AsSpan(at);
            Assert.Equal(BinaryPrimitives.ReadUInt16LittleEndian(there), Wire.ReadLittleEndian<ushort>(in start[0], at));
            Assert.Equal(BinaryPrimitives.ReadInt32LittleEndian(there), Wire.ReadLittleEndian<int>(in start[0], at));
            Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(there), Wire.ReadLittleEndian<ulong>(in start[0], at));
            Assert.Equal(BinaryPrimitives.ReadInt16BigEndian(there), Wire.ReadBigEndian<short>(in start[0], at));
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(there), Wire.ReadBigEndian<uint>(in start[0], at));
            Assert.Equal(BinaryPrimitives.ReadInt64BigEndian(there), Wire.ReadBigEndian<long>(in start[0], at));
            Assert.Equal(start[at], Wire.Read<byte>(in start[0], at));
        });

    [Fact]
    public void What_is_written_is_read_again_and_nothing_else_is_touched() =>
        RandomChecks.ForAll(RandomChecks.Seeds, seed =>
        {
            var random = new Random(seed);
            byte[] before = RandomChecks.Bytes(random, 24);
            int at = random.Next(0, 16);
            long value = random.NextInt64(long.MinValue, long.MaxValue);

            byte[] little = [.. before];
            byte[] expected = [.. before];
            Wire.WriteLittleEndian(ref little[0], at, value);
            BinaryPrimitives.WriteInt64LittleEndian(expected.AsSpan(at), value);
            Assert.Equal(expected, little);
            Assert.Equal(value, Wire.ReadLittleEndian<long>(in little[0], at));

            byte[] big = [.. before];
            expected = [.. before];
            Wire.WriteBigEndian(ref big[0], at, (ushort)value);
            BinaryPrimitives.WriteUInt16BigEndian(expected.AsSpan(at), (ushort)value);
            Assert.Equal(expected, big);
            Assert.Equal((ushort)value, Wire.ReadBigEndian<ushort>(in big[0], at));
        });
}
