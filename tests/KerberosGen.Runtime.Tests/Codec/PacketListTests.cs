using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Runtime.Tests.Declared;

namespace KerberosGen.Runtime.Tests.Codec;

/// <summary>A list of values and a view of packed entries are the same list.</summary>
public sealed class PacketListTests
{
    private static readonly Gen<Entry[]> Entries =
        (from key in Gen.Choose(0, 65_535)
         from value in Gen.Choose(0, 255)
         select new Entry { Key = (ushort)key, Value = (byte)value }).ArrayOf();

    [Fact]
    public void A_view_of_packed_entries_is_the_list_they_were_packed_from() =>
        RandomChecks.ForAll(Entries, entries =>
        {
            PacketList<Entry> values = entries;
            byte[] packed = Pack(values);
            Assert.Equal(entries.SelectMany(entry => entry.ToArray()), packed);

            PacketList<Entry> view = PacketList<Entry>.Over(packed);
            Assert.Equal(entries.Length, view.Count);
            Assert.Equal(packed.Length, view.PackedSize);
            Assert.Equal(entries, view.ToArray());
            Assert.Equal(entries, values.ToArray());
            Assert.True(view.Equals(values) && values.Equals(view));
            Assert.Equal(packed, Pack(view));
            int at = 0;
            foreach (Entry entry in view)
                Assert.Equal(entries[at++], entry);
            Assert.Equal(entries.Length, at);
        });

    [Fact]
    public void Another_entry_makes_another_list() =>
        RandomChecks.ForAll(Entries.Where(entries => entries.Length > 0).Zip(RandomChecks.Seeds), sample =>
        {
            Entry[] altered = [.. sample.Item1];
            altered[sample.Item2 % altered.Length].Value ^= 1;
            Assert.False(PacketList<Entry>.Of(sample.Item1).Equals(PacketList<Entry>.Of(altered)));
            Assert.False(PacketList<Entry>.Of(sample.Item1).Equals(PacketList<Entry>.Of(sample.Item1.AsSpan(1))));
        });

    [Fact]
    public void A_cut_last_entry_is_not_seen()
    {
        PacketList<Entry> view = PacketList<Entry>.Over([0, 1, 2, 0, 3, 4, 9, 9]);
        Assert.Equal(2, view.Count);
        Assert.Equal(6, view.PackedSize);
        Assert.Equal([0, 1, 2, 0, 3, 4], Pack(view));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void There_is_no_entry_outside(int index)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PacketList<Entry>.Of(new Entry[2])[index]);
        Assert.Throws<ArgumentOutOfRangeException>(() => PacketList<Entry>.Over(new byte[6])[index]);
    }

    [Fact]
    public void An_empty_list_is_empty()
    {
        Assert.Equal(0, default(PacketList<Entry>).Count);
        Assert.True(default(PacketList<Entry>).Equals(PacketList<Entry>.Over([])));
        Assert.Empty(default(PacketList<Entry>).ToArray());
        Assert.Equal("2 x Entry", PacketList<Entry>.Of(new Entry[2]).ToString());
    }

    private static byte[] Pack(PacketList<Entry> list)
    {
        byte[] packed = new byte[list.PackedSize + 1];
        list.WriteUnchecked(ref packed[0]);
        Assert.Equal(0, packed[^1]);
        return packed[..^1];
    }
}
