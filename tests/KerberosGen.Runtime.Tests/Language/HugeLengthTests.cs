using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Lengths that no span can have.</summary>
public sealed class HugeLengthTests
{
    // So often that the loop is compiled anew while it runs, which is where a comparison was once lost.
    private const int Often = 200_000;

    [Fact]
    public void A_length_beyond_2_GiB_is_invalid_however_often_it_is_read()
    {
        var random = new Random(1);
        byte[] source = new byte[40];
        for (int i = 0; i < Often; i++)
        {
            random.NextBytes(source);
            UnpackResult result = HugeList.Unpack(source.AsSpan(0, 4 + (i % 36)), out _);
            if (source[0] >= 0x80)
                Assert.Equal(UnpackResult.Invalid(InvalidReason.LengthTooLarge, 0, 0), result);
            else if (result.Status == UnpackStatus.NeedMoreData)
                Assert.True(result.Missing > 0, $"{result} for {Convert.ToHexString(source)}");
        }
    }
}

[Packet, BigEndian]
public partial struct HugeEntry
{
    public bool IsSet;
    public ulong Value;
}

[Packet, BigEndian]
public ref partial struct HugeList
{
    [LengthPrefix(4)] public PacketList<HugeEntry> Entries;
}
