using System.Buffers;
using System.Buffers.Binary;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Tests.Broken;

/// <summary>
/// A packet written by hand: version 7 or 8, a big-endian id, and content behind its length. It does everything right but for its flaw.
/// </summary>
public ref struct Letter<TFlaw> : IPacket<Letter<TFlaw>>
    where TFlaw : IFlaw
{
    private const int HeadSize = 4;

    public byte Version;
    public ushort Id;
    public ReadOnlySpan<byte> Content;

    public static PacketLayout Layout { get; } = new()
    {
        Name = "Letter",
        Kind = PacketKind.Structure,
        MinSize = HeadSize,
        Fields =
        [
            new FieldLayout { Name = "version", Offset = 0, Type = Tables.Types.Unsigned(1), OneOf = [7, 8] },
            new FieldLayout { Name = "id", Offset = 1, Type = Tables.Types.Unsigned(2, ByteOrder.BigEndian) },
            new FieldLayout { Name = "length", Offset = 3, Type = Tables.Types.Unsigned(1), Role = FieldRole.Length, Measures = "content" },
            new FieldLayout { Name = "content", Offset = 4, Type = Tables.Types.Bytes, MeasuredBy = "length" },
        ],
    };

    public readonly int PackedSize => HeadSize + Content.Length + (Has(Flaw.AnnouncesOneMore) ? 1 : 0);

    public readonly bool TryPack(Span<byte> destination, out int written)
    {
        int size = HeadSize + Content.Length;
        written = 0;
        if (destination.Length < size)
        {
            if (Has(Flaw.WritesIntoTooLittle) && destination.Length > 0)
                destination[0] = Version;
            return false;
        }

        destination[0] = Version;
        if (Has(Flaw.SwapsTheId))
            BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], Id);
        else
            BinaryPrimitives.WriteUInt16BigEndian(destination[1..], Id);
        destination[3] = (byte)Content.Length;
        Content.CopyTo(destination[HeadSize..]);
        if (Has(Flaw.ForgetsTheLastByte) && Content.Length > 2)
            destination[size - 1] = 0;
        if (Has(Flaw.WritesBehindItself) && destination.Length > size)
            destination[size] = 0;
        written = size;
        return true;
    }

    public static UnpackResult Unpack(ReadOnlySpan<byte> source, out Letter<TFlaw> packet)
    {
        packet = default;
        if (source.Length < HeadSize)
            return UnpackResult.NeedMoreData(Has(Flaw.AsksForTooMuch) ? 500 : HeadSize - source.Length);
        if (Has(Flaw.ThrowsOnSomeBytes) && source[0] == 9)
            throw new InvalidOperationException("Version 9 is not written yet.");
        bool isKnown = source[0] is 7 or 8 || Has(Flaw.TakesAnyVersion) || (Has(Flaw.KnowsOneVersionMore) && source[0] == 6);
        if (!isKnown)
            return UnpackResult.Invalid(InvalidReason.OutOfRange, Has(Flaw.BlamesNoField) ? 40 : 0, 0);
        int length = source[3];
        if (Has(Flaw.RefusesLongContent) && length > 40)
            return UnpackResult.Invalid(InvalidReason.LengthTooLarge, 2, 3);
        if (source.Length < HeadSize + length)
        {
            if (Has(Flaw.HandsOutHalfAPacket))
                packet.Version = source[0];
            if (Has(Flaw.AcceptsAPrefix))
                length = source.Length - HeadSize;
            else
                return Has(Flaw.CallsAPrefixInvalid)
                    ? UnpackResult.Invalid(InvalidReason.Truncated, 3, HeadSize)
                    : UnpackResult.NeedMoreData(HeadSize + length - source.Length);
        }

        packet.Version = source[0];
        packet.Id = BinaryPrimitives.ReadUInt16BigEndian(source[1..]);
        packet.Content = source.Slice(HeadSize, length);
        return UnpackResult.Done(HeadSize + length - (Has(Flaw.TakesOneByteLess) && length > 0 ? 1 : 0));
    }

    public static UnpackResult Unpack(scoped in ReadOnlySequence<byte> source, Span<byte> scratch, out Letter<TFlaw> packet)
    {
        if (Has(Flaw.ThrowsOnSegments) && !source.IsSingleSegment)
            throw new InvalidOperationException("Segments are not read yet.");
        return Unpack(Has(Flaw.MisreadsASegment) ? source.FirstSpan : SequenceScratch.Join("Letter", in source, scratch), out packet);
    }

    private static bool Has(Flaw flaw) => TFlaw.Flaw == flaw;
}
