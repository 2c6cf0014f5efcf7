using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KerberosGen.WireTables;

/// <summary>The words of a row's rules. What is written here is read by <see cref="WireRuleReader"/>.</summary>
internal static class WireRules
{
    public const string Code = "code";
    public const string PayloadSize = "payload size";
    public const string Otherwise = "otherwise";
    public const string IgnoredPadding = "ignored padding";
    public const string ToNul = "to a NUL";
    public const string Computed = "computed";
    public const string Closed = "closed";
    public const string Secret = "secret";

    public static string If(string field, IEnumerable<long> values) => $"if {field} is {List(values)}";

    public static string IfFlag(string field, long mask) => $"if {field} & {Hex(mask)}";

    public static string Case(IEnumerable<long> values) => "case " + List(values);

    public static string ChosenBy(string field) => "chosen by " + field;

    public static string PadBefore(int bytes) => $"{Number(bytes)} zero byte{(bytes == 1 ? "" : "s")} before";

    public static string Align(int bytes) => "aligned to " + Number(bytes);

    public static string FirstBits(int integerSize) => "first in a u" + Number(integerSize * 8);

    public static string Length(string field, int adjust) => $"length of {field}{Adjusted(adjust)}";

    public static string Count(string field, int adjust) => $"count of {field}{Adjusted(adjust)}";

    public static string PacketLength(int adjust) => "packet length" + Adjusted(adjust);

    /// <summary>A length or count in front of its own field.</summary>
    /// <param name="width">Its bytes; 0 for LEB128.</param>
    /// <param name="isBigEndian">True if its most significant byte comes first.</param>
    /// <param name="isCount">True if it counts entries.</param>
    /// <param name="adjust">What is added: its own bytes if it counts itself.</param>
    public static string Prefix(int width, bool isBigEndian, bool isCount, int adjust)
    {
        string integer = width == 0 ? "leb128" : "u" + Number(width * 8) + (isBigEndian && width > 1 ? " big-endian" : "");
        string itself = adjust != 0 && adjust == width ? ", counting itself" : Adjusted(adjust);
        return $"{integer} {(isCount ? "count" : "length")} in front{itself}";
    }

    public static string Until(string field, IEnumerable<long> values) => $"until {field} is {List(values)}";

    public static string Constant(long value, bool isUnsigned) =>
        "constant " + (value is > 255 || (value < 0 && isUnsigned) ? Hex(value) : Number(value));

    public static string Constant(IEnumerable<byte> bytes) =>
        "constant " + string.Join(" ", bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    public static string Range(double min, double max) =>
        $"{min.ToString("R", CultureInfo.InvariantCulture)} to {max.ToString("R", CultureInfo.InvariantCulture)}";

    public static string OneOf(IEnumerable<long> values) => "one of " + List(values);

    public static string Encrypted(string role, string iv, bool isPadded) => $"{role} key, {iv}, {(isPadded ? "PKCS #7" : "no padding")}";

    public static string SyntheticIv(string label) => "synthetic: " + label;

    public static string Checksum(string name, string? first, string? last) => (first, last) switch
    {
        (null, null) => $"{name} of all before it",
        (null, _) => $"{name} up to {last}",
        (_, null) => $"{name} from {first} on",
        _ => $"{name} of {first} to {last}",
    };

    private static string Adjusted(int adjust) => adjust == 0 ? "" : $", {(adjust < 0 ? "minus" : "plus")} {Number(System.Math.Abs((long)adjust))}";

    private static string List(IEnumerable<long> values) => string.Join(", ", values.Select(Number));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(long value) => "0x" + value.ToString(value is >= 0 and < 256 ? "x2" : "x", CultureInfo.InvariantCulture);
}
