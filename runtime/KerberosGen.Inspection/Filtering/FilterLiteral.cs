using System.Globalization;
using System.Net;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A value as it is typed, and what it can be read as.</summary>
internal sealed class FilterLiteral
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private readonly byte[]? _bytes;

    public FilterLiteral(string text, bool isQuoted)
    {
        Text = text;
        IsQuoted = isQuoted;
        Number = !isQuoted && FilterNumber.TryParse(text, out FilterNumber number) ? number : null;
        Time = DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time) ? time : null;
        _bytes = BytesOf(text);
        // A number alone would be taken for an address of four bytes.
        Endpoint = text.AsSpan().IndexOfAny('.', ':') >= 0 && IPEndPoint.TryParse(text, out IPEndPoint? endpoint) ? endpoint : null;
        HasPort = Endpoint is not null && !IPAddress.TryParse(text, out _);
    }

    public string Text { get; }

    public bool IsQuoted { get; }

    public FilterNumber? Number { get; }

    public DateTimeOffset? Time { get; }

    public IPEndPoint? Endpoint { get; }

    /// <summary>False if an address alone is meant.</summary>
    public bool HasPort { get; }

    /// <summary>Hex digits, two to a byte, behind <c>0x</c> or not, with white space, colons and dashes between them; otherwise null.</summary>
    public static byte[]? BytesOf(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : 0);
        Span<char> dense = digits.Length <= 256 ? stackalloc char[digits.Length] : new char[digits.Length];
        int count = 0;
        foreach (char c in digits)
        {
            if (!char.IsWhiteSpace(c) && c is not (':' or '-'))
                dense[count++] = c;
        }

        byte[] bytes = new byte[count / 2];
        return count > 0 && Convert.FromHexString(dense[..count], bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    /// <summary>What a number of this type is called by a word: an enum's name, true, false. Null if it is called so by none.</summary>
    public static FilterNumber? NumberOf(FieldType? type, string word)
    {
        if (type is null)
            return null;
        if (type.Kind == FieldKind.Boolean && word is "true" or "false")
            return FilterNumber.Of((UInt128)(word == "true" ? 1 : 0));
        foreach (EnumMember member in type.Members)
        {
            if (member.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
                return type.Kind == FieldKind.Signed ? FilterNumber.OfSigned(member.Value) : FilterNumber.Of((UInt128)(ulong)member.Value);
        }

        return null;
    }

    public FilterNumber? NumberFor(FieldType? type) => Number ?? NumberOf(type, Text);

    public byte[]? BytesFor(FieldType? type)
    {
        if (type is { Kind: FieldKind.Guid } && Guid.TryParseExact(Text, "D", out Guid guid))
            return guid.ToByteArray(type.ByteOrder == ByteOrder.BigEndian);
        return type is { Display: not BytesDisplay.Hex } && !HasPort && Endpoint is { } endpoint
            ? endpoint.Address.GetAddressBytes()
            : _bytes;
    }

    public override string ToString() => IsQuoted ? FilterLexer.Quote(Text) : Text;
}
