using KerberosGen.Codec;

namespace KerberosGen.Testing.Laws;

/// <summary>The laws of reading what the table's encoder wrote, and of writing it again.</summary>
internal sealed class PackingLaws(Subject subject)
{
    private const byte Untouched = 0xA5;

    public void RoundTrip(PacketModel model)
    {
        byte[] bytes = LayoutEncoder.Encode(model);
        Expect.Equal("Unpack of the encoded packet", UnpackResult.Done(bytes.Length), subject.Unpack(bytes));
        byte[] longer = [.. bytes, 0xEE, 0xFF];
        DecodedModel read = LayoutDecoder.Decode(model.Layout, longer);
        if (read.Status == UnpackStatus.Done && read.Consumed == bytes.Length)
            Expect.Equal("Unpack with two bytes behind the packet", UnpackResult.Done(bytes.Length), subject.Unpack(longer));
    }

    public void Reencoding(PacketModel model)
    {
        byte[] bytes = LayoutEncoder.Encode(model);
        Expect.Equal("Unpack of the encoded packet", UnpackResult.Done(bytes.Length), subject.Unpack(bytes));
        // One byte after the other in a buffer of the right size: a wrong PackedSize has its own law.
        byte[] roomy = new byte[bytes.Length + subject.PackedSizeOf(bytes) + 1];
        Expect.Equal("TryPack of what was read", true, subject.TryPack(bytes, roomy, out int written));
        Expect.Same("the bytes of what was read", bytes, roomy.AsSpan(0, written));
    }

    public void Size(PacketModel model)
    {
        byte[] bytes = LayoutEncoder.Encode(model);
        Expect.Equal("Unpack of the encoded packet", UnpackResult.Done(bytes.Length), subject.Unpack(bytes));
        Expect.Equal("PackedSize", bytes.Length, subject.PackedSizeOf(bytes));

        byte[] room = [.. Enumerable.Repeat(Untouched, bytes.Length + 9)];
        Expect.Equal($"TryPack into {room.Length} bytes", true, subject.TryPack(bytes, room, out int written));
        Expect.Equal($"bytes written by TryPack into {room.Length} bytes", bytes.Length, written);
        Expect.True("the bytes behind the packet", !room.AsSpan(bytes.Length).ContainsAnyExcept(Untouched), "as they were", ModelText.Hex(room.AsSpan(bytes.Length)));
        Expect.Equal("TryPack into its PackedSize", true, subject.TryPack(bytes, room.AsSpan(0, bytes.Length), out _));

        Array.Fill(room, Untouched);
        foreach (int cut in Cuts.Of(bytes.Length))
        {
            Expect.Equal($"TryPack into {cut} of {bytes.Length} bytes", false, subject.TryPack(bytes, room.AsSpan(0, cut), out written));
            Expect.Equal($"bytes written by TryPack into {cut} of {bytes.Length} bytes", 0, written);
            Expect.True($"the destination of TryPack into {cut} of {bytes.Length} bytes", !room.AsSpan().ContainsAnyExcept(Untouched), "as it was", "altered");
        }
    }
}
