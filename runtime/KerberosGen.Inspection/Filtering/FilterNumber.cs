using System.Globalization;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A number of up to 128 bits with or without a sign, or a floating-point one.</summary>
internal readonly struct FilterNumber
{
    private readonly UInt128 _bits;
    private readonly double _float;
    private readonly bool _isNegative;
    private readonly bool _isFloat;

    private FilterNumber(UInt128 bits, bool isNegative, double value, bool isFloat)
    {
        _bits = bits;
        _isNegative = isNegative;
        _float = value;
        _isFloat = isFloat;
    }

    public bool IsZero => _isFloat ? _float == 0 : _bits == 0;

    /// <summary>The bits of a whole number, those of a negative one in two's complement.</summary>
    public UInt128 Bits => _bits;

    public static FilterNumber Of(UInt128 value) => new(value, false, 0, false);

    public static FilterNumber OfSigned(Int128 value) => new((UInt128)value, value < 0, 0, false);

    public static FilterNumber Of(double value) => new(0, value < 0, value, true);

    /// <summary>Reads <c>1029</c>, <c>-3</c>, <c>0x405</c>, <c>1.5</c>, <c>1e3</c>.</summary>
    public static bool TryParse(string text, out FilterNumber number)
    {
        number = default;
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool isHex = UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, culture, out UInt128 bits);
            number = Of(bits);
            return isHex;
        }

        if (UInt128.TryParse(text, NumberStyles.None, culture, out UInt128 whole))
            number = Of(whole);
        else if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, culture, out Int128 signed))
            number = OfSigned(signed);
        else if (IsFloat(text) && double.TryParse(text, NumberStyles.Float, culture, out double value) && double.IsFinite(value))
            number = Of(value);
        else
            return false;
        return true;
    }

    /// <summary>Less than, equal to or greater than 0; null if one of them is not a number.</summary>
    public int? CompareTo(FilterNumber other)
    {
        if (_isFloat || other._isFloat)
            return double.IsNaN(ToDouble()) || double.IsNaN(other.ToDouble()) ? null : ToDouble().CompareTo(other.ToDouble());
        return _isNegative == other._isNegative ? _bits.CompareTo(other._bits) : _isNegative ? -1 : 1;
    }

    private static bool IsFloat(string text) =>
        (char.IsAsciiDigit(text[0]) || (text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1]))) && text.AsSpan(1).IndexOfAny('.', 'e', 'E') >= 0;

    private double ToDouble() => _isFloat ? _float : _isNegative ? (double)(Int128)_bits : (double)_bits;
}
