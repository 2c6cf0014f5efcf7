using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Entries each as long as it is.</summary>
public sealed class SequenceTests
{
    [Fact]
    public void Entries_are_counted_measured_prefixed_or_go_on_to_the_end()
    {
        PacketSequence<Word> words = Words("ab", "c");
        Language.Words.Hold(new CountedWords { Items = words, After = 9 }, "0002 02 6162 01 63 09");
        Language.Words.Hold(new MeasuredWords { Items = words, After = 9 }, "05 02 6162 01 63 09");
        Language.Words.Hold(new PrefixedWords { Counted = words, Measured = words }, "02 02 6162 01 63 05 02 6162 01 63");
        Language.Words.Hold(new RestOfWords { Kind = 1, Items = words }, "01 02 6162 01 63", isGreedy: true);
        Language.Words.Hold(default(CountedWords), "0000 00");
    }

    [Fact]
    public void Entries_are_read_in_place_one_after_the_other()
    {
        CountedWords.Unpack(Language.Words.Bytes("0002 02 6162 01 63 09"), out CountedWords packet);
        var read = new List<string>();
        foreach (Word word in packet.Items)
            read.Add(System.Text.Encoding.UTF8.GetString(word.Letters));

        Assert.Equal(["ab", "c"], read);
        Assert.Equal(2, packet.Items.Count);
    }

    [Fact]
    public void A_broken_entry_is_the_sequences_mistake_at_the_entrys_offset()
    {
        Language.Words.AreInvalid<MeasuredWords>("05 02 6162 03 63 09", InvalidReason.Truncated, "items", 6);
        Language.Words.AreInvalid<CheckedEntries>("02 05 06", InvalidReason.OutOfRange, "items", 2);
    }

    [Fact]
    public void A_count_that_no_bytes_follow_asks_for_more_at_once() =>
        Assert.Equal(UnpackResult.NeedMoreData(1), CountedWords.Unpack([0xff, 0xff], out _));

    private static PacketSequence<Word> Words(params string[] texts)
    {
        var writer = new PacketSequenceWriter<Word>(new byte[100]);
        foreach (string text in texts)
            writer.Add(new Word { Letters = System.Text.Encoding.UTF8.GetBytes(text) });
        return writer.Sequence;
    }
}

[Packet]
public ref partial struct Word
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Letters;
}

[Packet, BigEndian]
public ref partial struct CountedWords
{
    [CountOf(nameof(Items))] public ushort Count;
    public PacketSequence<Word> Items;
    public byte After;
}

[Packet]
public ref partial struct MeasuredWords
{
    [LengthOf(nameof(Items))] public byte Length;
    public PacketSequence<Word> Items;
    public byte After;
}

[Packet]
public ref partial struct PrefixedWords
{
    [CountPrefix(1)] public PacketSequence<Word> Counted;
    [LengthPrefix(1)] public PacketSequence<Word> Measured;
}

[Packet]
public ref partial struct RestOfWords
{
    public byte Kind;
    public PacketSequence<Word> Items;
}

[Packet]
public partial struct CheckedEntry
{
    [Range(0, 5)] public byte Value;
}

[Packet]
public ref partial struct CheckedEntries
{
    [CountPrefix(1)] public PacketSequence<CheckedEntry> Items;
}
