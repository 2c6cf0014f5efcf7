using System.CommandLine;
using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Inspector.Commands;

/// <summary>The option that says where in raw bytes the first packet begins.</summary>
internal sealed class ByteOffsetOption
{
    private readonly Option<string?> _offset = new("--offset")
    {
        Description = "Begin so many bytes into the input (raw bytes, or those that its text holds): 291 or 0x123.",
        HelpName = "BYTES",
    };

    public ByteOffsetOption() => _offset.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } text && Parse(text) is null)
            result.AddError($"{DisplayText.Escape(text)} is no number of bytes; write 291 or 0x123.");
    });

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command command) => command.Options.Add(_offset);

    /// <summary>The offset; 0 if none is given.</summary>
    public long Get(ParseResult parsed) => parsed.GetValue(_offset) is { } text ? Parse(text) ?? 0 : 0;

    private static long? Parse(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = long.TryParse(text.AsSpan(isHex ? 2 : 0), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        return isNumber && value >= 0 ? value : null;
    }
}
