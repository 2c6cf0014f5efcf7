using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Enums whose every value has a name.</summary>
public sealed class ClosedTests
{
    [Fact]
    public void Named_values_and_sums_of_flags_are_valid_and_open_enums_keep_any()
    {
        Words.Hold(new Paint { Open = (BitKind)9, Known = BitKind.Two, Has = Has.Text | Has.List, Signed = Below.Zero }, "09 02 03 FFFF");
        Words.AreInvalid<Paint>("09 09 03 FFFF", InvalidReason.UnknownValue, "known", 1);
        Words.AreInvalid<Paint>("09 02 13 FFFF", InvalidReason.UnknownValue, "has", 2);
        Words.AreInvalid<Paint>("09 02 03 0000", InvalidReason.UnknownValue, "signed", 3);
    }

    [Fact]
    public void A_value_without_a_name_is_refused()
    {
        var valid = new Paint { Known = BitKind.One, Signed = Below.Zero };
        Words.AreRefused("Paint.Known", () => (valid with { Known = default }).ToArray());
        Words.AreRefused("Paint.Has", () => (valid with { Has = (Has)16 }).ToArray());
        Words.AreRefused("Paint.Signed", () => (valid with { Signed = default }).ToArray());
    }
}

public enum Below : short
{
    Zero = -1,
    Far = -300,
}

[Packet]
public partial struct Paint
{
    public BitKind Open;
    [Closed] public BitKind Known;
    [Closed] public Has Has;
    [Closed] public Below Signed;
}
