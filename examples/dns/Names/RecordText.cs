using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Records as zone files write them.</summary>
public static class RecordText
{
    /// <summary>A record's name, time to live, type and data.</summary>
    /// <param name="message">The whole message, in which names are followed.</param>
    /// <param name="record">A record of it.</param>
    public static string Show(ReadOnlySpan<byte> message, ResourceRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(message, record.Name)} {record.TimeToLive} {Show(record.Type)} {ShowData(message, record)}");

    /// <summary>A type's name, or its number in the form of RFC 3597.</summary>
    public static string Show(RecordType type) =>
        Enum.IsDefined(type) ? type.ToString().ToUpperInvariant() : string.Create(CultureInfo.InvariantCulture, $"TYPE{(ushort)type}");

    /// <summary>A record's data.</summary>
    /// <param name="message">The whole message, in which names are followed.</param>
    /// <param name="record">A record of it.</param>
    public static string ShowData(ReadOnlySpan<byte> message, ResourceRecord record)
    {
        RecordData data = record.Data;
        return record.Type switch
        {
            RecordType.A => data.Address.ToString(),
            RecordType.Aaaa => data.Address6.ToString(),
            RecordType.Ns or RecordType.Cname or RecordType.Ptr => Name(message, data.Name),
            RecordType.Mx => string.Create(CultureInfo.InvariantCulture, $"{data.Mail.Preference} {Name(message, data.Mail.Exchange)}"),
            RecordType.Txt => Texts(data),
            RecordType.Srv => string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Service.Priority} {data.Service.Weight} {data.Service.Port} {Name(message, data.Service.Target)}"),
            RecordType.Soa => Authority(message, data.Authority),
            RecordType.Opt => data.Options.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\# {data.Unknown.Length} {Convert.ToHexStringLower(data.Unknown)}"),
        };
    }

    private static string Authority(ReadOnlySpan<byte> message, StartOfAuthority authority) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(message, authority.PrimaryServer)} {Name(message, authority.Mailbox)} {authority.Serial} {authority.Refresh} {authority.Retry} {authority.Expire} {authority.Minimum}");

    private static string Texts(RecordData data)
    {
        var shown = new List<string>();
        foreach (CharacterString text in data.Texts)
            shown.Add(DisplayText.Quote(text.Text));
        return string.Join(' ', shown);
    }

    private static string Name(ReadOnlySpan<byte> message, DnsName name) =>
        DnsNames.TryRead(message, name, out string? text) ? text : "(broken name)";
}
