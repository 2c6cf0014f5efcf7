using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Rules of a declaration's own.</summary>
public sealed class ValidateTests
{
    [Fact]
    public void A_fixed_packet_is_refused_by_its_own_rules_on_both_sides()
    {
        Words.Hold(new Interval { From = 1, To = 2 }, "01 02");
        Words.AreInvalid<Interval>("02 01", InvalidReason.Refused, "to", 1);
        Words.AreRefused("'To'", () => new Interval { From = 2, To = 1 }.ToArray());
        Words.AreRefused("'To'", () => new Intervals { Items = new Interval[] { new() { From = 2 } } }.ToArray());
    }

    [Fact]
    public void An_entry_is_held_to_its_rules() =>
        Words.AreInvalid<Intervals>("02 01 02 02 01", InvalidReason.Refused, "items", 4);

    [Fact]
    public void A_packet_of_variable_size_is_refused_once_it_is_read()
    {
        Words.Hold(new NoEcho { First = "a"u8, Second = "b"u8 }, "01 61 01 62");
        Words.AreInvalid<NoEcho>("01 61 01 61", InvalidReason.Refused, "second", 0);
        Words.AreRefused("'Second'", () => new NoEcho { First = "a"u8, Second = "a"u8 }.ToArray());
    }
}

[Packet]
public partial struct Interval
{
    public byte From;
    public byte To;

    readonly partial void Validate(ref PacketValidation validation)
    {
        if (To < From)
            validation.Refuse(nameof(To));
    }
}

[Packet]
public ref partial struct Intervals
{
    [CountPrefix(1)] public PacketList<Interval> Items;
}

[Packet]
public ref partial struct NoEcho
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> First;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Second;

    readonly partial void Validate(ref PacketValidation validation)
    {
        if (First.SequenceEqual(Second))
            validation.Refuse(nameof(Second));
    }
}
