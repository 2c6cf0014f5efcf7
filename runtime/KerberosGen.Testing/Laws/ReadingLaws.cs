using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Laws;

/// <summary>The laws of reading whatever comes.</summary>
internal sealed class ReadingLaws(Subject subject)
{
    private readonly PacketLayout _layout = subject.Layout;
    private readonly bool _hasRules = Rules.HasSome(subject.Layout);

    public void EveryPrefix(PacketModel model)
    {
        if (!LayoutEncoder.TryEncode(model, out EncodedPacket? encoded, out string problem))
            throw new InvalidOperationException(problem);
        ReadOnlySpan<byte> bytes = encoded.Bytes.AsSpan();
        foreach (int cut in Cuts.Of(bytes.Length, encoded.Fields))
        {
            string what = $"Unpack of the first {cut} of {bytes.Length} bytes";
            UnpackResult result = subject.Unpack(bytes[..cut], out bool isDefault);
            DecodedModel expected = LayoutDecoder.Decode(_layout, bytes[..cut]);
            if (_hasRules && expected.Status == UnpackStatus.Done && result.Reason is InvalidReason.Refused or InvalidReason.WrongComputed)
                continue;
            Expect.True(what, result.Status == expected.Status, expected.ToString(), Show(result));
            if (result.IsDone)
                Expect.Equal($"bytes taken by {what}", expected.Consumed, result.Consumed);
            else
                Expect.Default(what, isDefault);
            if (result.Status == UnpackStatus.NeedMoreData)
                Expect.True(what, result.Missing > 0 && result.Missing <= bytes.Length - cut, $"NeedMoreData of 1 to {bytes.Length - cut}", Show(result));
        }
    }

    public void NoThrow(byte[] bytes)
    {
        UnpackResult result = subject.Unpack(bytes, out bool isDefault);
        switch (result.Status)
        {
            case UnpackStatus.Done:
                Expect.True("Unpack", result.Consumed >= 0 && result.Consumed <= bytes.Length, $"at most {bytes.Length} bytes taken", Show(result));
                byte[] packed = subject.Pack("what was read", bytes);
                Expect.Equal("bytes packed of what was read", result.Consumed, packed.Length);
                Expect.Equal($"Unpack of {ModelText.Hex(packed)}, the packed packet", UnpackResult.Done(packed.Length), subject.Unpack(packed));
                Expect.Same("the bytes of what was packed and read again", packed, subject.Pack("what was packed and read again", packed));
                break;
            case UnpackStatus.NeedMoreData:
                Expect.True("Unpack", result.Missing > 0, "more than 0 missing bytes", Show(result));
                Expect.Default("Unpack", isDefault);
                break;
            default:
                Expect.True("Unpack", result.Reason != InvalidReason.None, "a reason", Show(result));
                Expect.True("Unpack", result.Field < _layout.Leaves.Length, $"one of {_layout.Leaves.Length} leaves", Show(result));
                Expect.True("Unpack", result.Offset >= 0 && result.Offset <= bytes.Length, $"an offset within {bytes.Length} bytes", Show(result));
                Expect.Default("Unpack", isDefault);
                break;
        }
    }

    public void TableAgreement(byte[] bytes)
    {
        UnpackResult result = subject.Unpack(bytes);
        DecodedModel expected = LayoutDecoder.Decode(_layout, bytes);
        if (_hasRules && result.Reason is InvalidReason.Refused or InvalidReason.WrongComputed)
            return;
        Expect.True("Unpack", result.IsDone == (expected.Status == UnpackStatus.Done), expected.ToString(), Show(result));
        // What is only late must not be called wrong. (A length that can never be held is wrong at once.)
        Expect.True(
            "Unpack",
            expected.Status != UnpackStatus.NeedMoreData || result.Status == UnpackStatus.NeedMoreData || result.Reason == InvalidReason.LengthTooLarge,
            expected.ToString(),
            Show(result));
        if (!result.IsDone)
            return;
        Expect.Equal("bytes taken by Unpack", expected.Consumed, result.Consumed);
        Expect.Same("the bytes of what was read", LayoutEncoder.Encode(expected.Model!), subject.Pack("what was read", bytes));
    }

    public void SequenceEqualsSpan(byte[] bytes)
    {
        if (!subject.ReadsSequences)
            return;
        UnpackResult expected = subject.Unpack(bytes);
        byte[] packed = expected.IsDone ? subject.Pack("what was read", bytes) : [];
        byte[] scratch = new byte[bytes.Length];
        Agrees("one segment", Cuts.Segments(bytes));
        foreach (int cut in Cuts.Of(bytes.Length + 1))
        {
            Agrees($"segments that begin at 0 and {cut}", Cuts.Segments(bytes, cut));
            Agrees($"segments that begin at 0, {cut / 2} and {cut}", Cuts.Segments(bytes, cut / 2, cut));
        }

        void Agrees(string segments, ReadOnlySequence<byte> sequence)
        {
            scratch.AsSpan().Clear();
            Expect.Equal($"Unpack of {segments}", expected, subject.Unpack(in sequence, scratch, out byte[] again));
            Expect.Same($"the bytes of what was read from {segments}", packed, again);
        }
    }

    private string Show(UnpackResult result) => result.Status == UnpackStatus.Invalid
        ? $"Invalid({result.Reason} at {_layout.PathOf(result.Field)}, offset {result.Offset})"
        : result.ToString();
}
