using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing;

/// <summary>An integer, an enum, a bool, a time or a floating-point number.</summary>
/// <param name="bits">
/// Its bits: of a signed number, sign-extended; of a floating-point number, as IEEE 754 lays them out; of a time, what it counts.
/// </param>
public sealed class NumberModel(UInt128 bits) : ValueModel
{
    /// <summary>Its bits.</summary>
    public UInt128 Bits { get; } = bits;

    /// <summary>The low 64 bits, as conditions and cases of a layout table carry a value.</summary>
    public long Low => unchecked((long)(ulong)Bits);

    /// <summary>A number that may be negative.</summary>
    public static NumberModel Of(long value) => new((UInt128)(Int128)value);

    internal override void Print(ModelText text, FieldType? type) => text.Write(Numbers.Show(type, Bits));
}
