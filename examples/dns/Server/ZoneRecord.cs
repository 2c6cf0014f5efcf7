namespace KerberosGen.Examples.Dns;

/// <summary>A record as a zone file writes it.</summary>
/// <param name="Name">In lower case, with a dot at its end.</param>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its data, words between spaces; a TXT record's are its texts.</param>
public sealed record ZoneRecord(string Name, RecordType Type, string Data)
{
    /// <summary>Seconds for which an answer may be remembered.</summary>
    public const uint TimeToLive = 300;

    /// <summary>Reads a line such as <c>www.example.org. A 192.0.2.1</c>.</summary>
    /// <exception cref="FormatException">It has no name, no known type or no data.</exception>
    public static ZoneRecord Parse(string line) =>
        line.Split(' ', 3) is [var name, var type, var data] && Enum.TryParse(type, ignoreCase: true, out RecordType known)
            ? new ZoneRecord((name.EndsWith('.') ? name : name + ".").ToLowerInvariant(), known, data)
            : throw new FormatException($"'{line}' is not a record: write NAME TYPE DATA.");
}
