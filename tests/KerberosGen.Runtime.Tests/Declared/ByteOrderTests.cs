using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Declared;

/// <summary>What this protocol of four packets covers beyond the chat system's: byte orders and counts.</summary>
public sealed class ByteOrderTests
{
    [Fact]
    public void Each_integer_is_written_in_its_own_byte_order()
    {
        Mixed packet = new() { Little = 0x01020304, Big = 0x0102030405060708, Signed = -2 };
        byte[] expected = [4, 3, 2, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0xFF, 0xFE];
        Assert.Equal(expected, packet.ToArray());
        Assert.Equal(UnpackResult.Done(14), Mixed.Unpack(expected, out Mixed read));
        Assert.Equal(packet, read);
    }

    [Fact]
    public void A_count_is_written_from_its_entries_and_ends_them()
    {
        Counted packet = new() { Count = 99, Entries = PacketList<Entry>.Of([new() { Key = 0x0102, Value = 3 }, new() { Key = 4 }]) };
        byte[] expected = [2, 1, 2, 3, 0, 4, 0];
        Assert.Equal(expected, packet.ToArray());

        Assert.Equal(UnpackResult.Done(7), Counted.Unpack([.. expected, 9, 9, 9], out Counted read));
        Assert.Equal(2, read.Count);
        Assert.True(packet == read);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 6)]
    [InlineData(3, 4)]
    [InlineData(6, 1)]
    public void Counted_entries_that_are_cut_ask_for_what_is_missing(int held, int missing)
    {
        byte[] packed = [2, 1, 2, 3, 0, 4, 0];
        Assert.Equal(UnpackResult.NeedMoreData(missing), Counted.Unpack(packed.AsSpan(0, held), out _));
    }

    [Fact]
    public void More_entries_than_the_count_can_say_are_not_packed() =>
        Assert.Throws<InvalidOperationException>(() => new Counted { Entries = PacketList<Entry>.Of(new Entry[256]) }.ToArray());
}
