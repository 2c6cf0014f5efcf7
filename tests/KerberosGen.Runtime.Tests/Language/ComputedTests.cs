using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Fields that follow from others.</summary>
public sealed class ComputedTests
{
    [Fact]
    public void A_field_is_written_from_its_property_and_checked_against_it()
    {
        Words.Hold(new Twice { Value = 3, Double = 99 }, "03 0600");
        Words.AreInvalid<Twice>("03 0700", InvalidReason.WrongComputed, "double", 1);
        Words.Hold(new Again { Body = [7, 8], Kind = BitKind.One }, "02 0708 02 01 01");
        Words.AreInvalid<Again>("01 07 02 01 01", InvalidReason.WrongComputed, "length_again", 2);
        Words.AreInvalid<Again>("01 07 01 01 02", InvalidReason.WrongComputed, "kind_again", 4);
    }
}

[Packet]
public partial struct Twice
{
    public byte Value;
    [Computed(nameof(TwiceTheValue))] public ushort Double;

    private readonly ushort TwiceTheValue => (ushort)(2 * Value);
}

[Packet]
public ref partial struct Again
{
    [LengthOf(nameof(Body))] public byte Length;
    public ReadOnlySpan<byte> Body;
    [Computed(nameof(BodySize))] public byte LengthAgain;
    public BitKind Kind;
    [Computed(nameof(SameKind))] public BitKind KindAgain;

    private readonly byte BodySize => (byte)Body.Length;

    private readonly BitKind SameKind => Kind;
}
