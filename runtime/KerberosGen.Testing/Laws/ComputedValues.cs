using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing.Laws;

/// <summary>
/// Finds computed values by trial: only the packet itself knows its rule, and on reading it says which field is wrong, not what would
/// be right.
/// </summary>
internal static class ComputedValues
{
    private const int MostBits = 16;

    /// <summary>The model with every computed value that its packet agrees with.</summary>
    /// <exception cref="InvalidOperationException">A value of more than 16 bits is not right.</exception>
    public static PacketModel FillIn(Subject subject, PacketModel model)
    {
        // Each round settles one field; a later one may follow from an earlier one.
        for (int round = 0; round < 1000; round++)
        {
            if (!LayoutEncoder.TryEncode(model, out EncodedPacket? encoded, out string problem))
                throw new InvalidOperationException(problem);
            UnpackResult result = subject.Unpack(encoded.Bytes.AsSpan());
            if (result.Reason != InvalidReason.WrongComputed)
                return model;
            EncodedField[] wrong = [.. encoded.Fields.Where(f => f.Layout.IsComputed && f.Offset == result.Offset)];
            if (wrong.Select(field => Settle(subject, model, encoded, field, result)).FirstOrDefault(settled => settled is not null) is not { } better)
                throw new InvalidOperationException($"{result.Describe(model.Layout)}, and no value of a computed field there is right: set it in {nameof(PacketLawOptions)}.{nameof(PacketLawOptions.Prepare)}.");
            model = better;
        }

        return model;
    }

    private static PacketModel? Settle(Subject subject, PacketModel model, EncodedPacket encoded, EncodedField field, UnpackResult wrong)
    {
        FieldType type = field.Layout.Type;
        if (!Numbers.IsNumber(type) || type.IsLeb128 || Numbers.BitsOf(type) > MostBits)
            return null;
        byte[] bytes = [.. encoded.Bytes];
        Span<byte> place = bytes.AsSpan(field.Offset, field.Size);
        UInt128 around = field.Layout.Bits is null ? 0 : Numbers.ReadFixed(place, type.ByteOrder, signed: false);
        int shift = field.Layout.Bits?.Shift ?? 0;
        around &= ~(Numbers.Max(type) << shift);
        bool isSummed = encoded.Fields.Any(f => f.Layout.Checksum is not null);
        var written = new List<byte>();
        for (UInt128 raw = 0; raw < UInt128.One << Numbers.BitsOf(type); raw++)
        {
            written.Clear();
            Numbers.WriteFixed(written, field.Size, type.ByteOrder, around | (raw << shift));
            written.CopyTo(0, bytes, field.Offset, field.Size);
            byte[] trial = bytes;
            UnpackResult result = subject.Unpack(trial);
            if (result == wrong)
                continue;
            // A checksum over the field may have been asked first: it is made right for this value.
            if (isSummed)
            {
                if (Resummed(model.Layout, bytes) is not { } resummed)
                    continue;
                trial = resummed;
                result = subject.Unpack(trial);
            }

            if (result != wrong && LayoutDecoder.Decode(model.Layout, trial).Model is { } settled)
                return settled;
        }

        return null;
    }

    private static byte[]? Resummed(PacketLayout layout, byte[] bytes)
    {
        var reader = new PacketReader(bytes, verifies: false);
        int at = 0;
        return reader.Packet(layout, ref at, new Window(bytes.Length, IsWhole: false)) is { } model ? LayoutEncoder.Encode(model) : null;
    }
}
