using System.Globalization;

namespace KerberosGen.WireTables;

/// <summary>The words for types that have no name of their own on paper.</summary>
internal static class TypeWords
{
    public static string Integer(bool isSigned, int bits, bool isBigEndian) =>
        (isSigned ? "i" : "u") + Number(bits) + Order(isBigEndian && bits > 8);

    /// <summary>A bit field: the order says which end of the integer its first field takes, so it is told of one byte too.</summary>
    public static string Bits(int bits, bool isBigEndian) => "u" + Number(bits) + Order(isBigEndian);

    public static string Enum(string name, string integer) => $"{name} {integer}";

    public static string Leb128(bool isSigned, int bits) => "leb128 " + Integer(isSigned, bits, false);

    public static string Float(int bits, bool isBigEndian) => "f" + Number(bits) + Order(isBigEndian);

    public static string Guid(bool isBigEndian) => "guid" + Order(isBigEndian);

    public static string Time(bool isMilliseconds, int bytes, bool isBigEndian) =>
        $"unix {(isMilliseconds ? "milliseconds" : "seconds")} {Integer(bytes == 8, bytes * 8, isBigEndian)}";

    /// <summary>Text of a variable size.</summary>
    /// <param name="encoding">The runtime's name of the encoding.</param>
    public static string Text(string encoding) => encoding switch
    {
        "Ascii" => "text ascii",
        "Latin1" => "text latin-1",
        _ => "text",
    };

    public static string Array(int count, string entry) => $"{Number(count)} x {entry}";

    public static string List(string entry) => "list of " + entry;

    public static string Sequence(string entry) => "sequence of " + entry;

    public static string Encrypted(string plaintext) => "encrypted " + plaintext;

    /// <summary>What a text of fixed size holds.</summary>
    /// <param name="encoding">The runtime's name of the encoding.</param>
    /// <param name="isTerminated">True if a NUL must stand behind it.</param>
    public static string FixedText(string encoding, bool isTerminated)
    {
        string name = encoding switch { "Ascii" => "ASCII", "Latin1" => "Latin-1", _ => "UTF-8" };
        return $"{name} text, NUL-padded{(isTerminated ? ", a NUL behind it" : "")}";
    }

    /// <summary>What a domain type of bytes holds.</summary>
    /// <param name="display">The runtime's name of how they are shown.</param>
    public static string FixedBytes(string display) => display is "IPv4" or "IPv6" ? $"{display} address in network order" : "bytes";

    public static string EnumMember(string name, long value) => $"{Number(value)} {name}";

    private static string Order(bool isBigEndian) => isBigEndian ? " big-endian" : "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
