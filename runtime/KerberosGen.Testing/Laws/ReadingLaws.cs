using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Laws;

/// <summary>The laws of reading whatever comes.</summary>
internal sealed class ReadingLaws<TPacket>(PacketLayout layout)
    where TPacket : IPacket<TPacket>, allows ref struct
{
    private readonly bool _hasRules = Rules.HasSome(layout);
    private readonly SequenceReading<TPacket>? _sequence = SequenceReading<TPacket>.Find();

    public void EveryPrefix(PacketModel model)
    {
        if (!LayoutEncoder.TryEncode(model, out EncodedPacket? encoded, out string problem))
            throw new InvalidOperationException(problem);
        ReadOnlySpan<byte> bytes = encoded.Bytes.AsSpan();
        foreach (int cut in Cuts.Of(bytes.Length, encoded.Fields))
        {
            string what = $"Unpack of the first {cut} of {bytes.Length} bytes";
            UnpackResult result = TPacket.Unpack(bytes[..cut], out TPacket packet);
            DecodedModel expected = LayoutDecoder.Decode(layout, bytes[..cut]);
            if (_hasRules && expected.Status == UnpackStatus.Done && result.Reason is InvalidReason.Refused or InvalidReason.WrongComputed)
                continue;
            Expect.True(what, result.Status == expected.Status, expected.ToString(), Show(result));
            if (result.IsDone)
                Expect.Equal($"bytes taken by {what}", expected.Consumed, result.Consumed);
            else
                Expect.Default(what, ref packet);
            if (result.Status == UnpackStatus.NeedMoreData)
                Expect.True(what, result.Missing > 0 && result.Missing <= bytes.Length - cut, $"NeedMoreData of 1 to {bytes.Length - cut}", Show(result));
        }
    }

    public void NoThrow(byte[] bytes)
    {
        UnpackResult result = TPacket.Unpack(bytes, out TPacket packet);
        switch (result.Status)
        {
            case UnpackStatus.Done:
                Expect.True("Unpack", result.Consumed >= 0 && result.Consumed <= bytes.Length, $"at most {bytes.Length} bytes taken", Show(result));
                byte[] packed = Expect.Pack("what was read", in packet);
                Expect.Equal("bytes packed of what was read", result.Consumed, packed.Length);
                Expect.Equal($"Unpack of {ModelText.Hex(packed)}, the packed packet", UnpackResult.Done(packed.Length), TPacket.Unpack(packed, out TPacket again));
                Expect.Same("the bytes of what was packed and read again", packed, Expect.Pack("what was packed and read again", in again));
                break;
            case UnpackStatus.NeedMoreData:
                Expect.True("Unpack", result.Missing > 0, "more than 0 missing bytes", Show(result));
                Expect.Default("Unpack", ref packet);
                break;
            default:
                Expect.True("Unpack", result.Reason != InvalidReason.None, "a reason", Show(result));
                Expect.True("Unpack", result.Field < layout.Leaves.Length, $"one of {layout.Leaves.Length} leaves", Show(result));
                Expect.True("Unpack", result.Offset >= 0 && result.Offset <= bytes.Length, $"an offset within {bytes.Length} bytes", Show(result));
                Expect.Default("Unpack", ref packet);
                break;
        }
    }

    public void TableAgreement(byte[] bytes)
    {
        UnpackResult result = TPacket.Unpack(bytes, out TPacket packet);
        DecodedModel expected = LayoutDecoder.Decode(layout, bytes);
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
        Expect.Same("the bytes of what was read", LayoutEncoder.Encode(expected.Model!), Expect.Pack("what was read", in packet));
    }

    public void SequenceEqualsSpan(byte[] bytes)
    {
        if (_sequence is null)
            return;
        UnpackResult expected = TPacket.Unpack(bytes, out TPacket packet);
        byte[] packed = expected.IsDone ? Expect.Pack("what was read", in packet) : [];
        byte[] scratch = new byte[bytes.Length];
        _sequence.Check("one segment", Cuts.Segments(bytes), scratch, expected, packed);
        foreach (int cut in Cuts.Of(bytes.Length + 1))
        {
            _sequence.Check($"segments that begin at 0 and {cut}", Cuts.Segments(bytes, cut), scratch, expected, packed);
            _sequence.Check($"segments that begin at 0, {cut / 2} and {cut}", Cuts.Segments(bytes, cut / 2, cut), scratch, expected, packed);
        }
    }

    private string Show(UnpackResult result) => result.Status == UnpackStatus.Invalid
        ? $"Invalid({result.Reason} at {layout.PathOf(result.Field)}, offset {result.Offset})"
        : result.ToString();
}
