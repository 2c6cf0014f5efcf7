using System.Globalization;
using System.Net;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Brings records of a zone into a message.</summary>
internal static class RecordPacker
{
    // The only question's name stands right behind the header: RFC 1035, section 4.1.4, points to it.
    private const int QuestionNameOffset = 12;

    /// <summary>Adds a record to a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="record">The record.</param>
    /// <param name="questionName">The name of the message's only question.</param>
    public static void Add(ref PacketSequenceWriter<ResourceRecord> section, ZoneRecord record, string questionName)
    {
        Span<byte> nameRoom = stackalloc byte[DnsNames.MaxSize];
        Span<byte> dataRoom = stackalloc byte[2 * DnsNames.MaxSize + record.Data.Length];
        section.Add(new ResourceRecord
        {
            Name = record.Name == questionName ? DnsNames.PointTo(QuestionNameOffset, nameRoom) : DnsNames.Write(record.Name, nameRoom),
            Type = record.Type,
            Class = RecordClass.Internet,
            TimeToLive = ZoneRecord.TimeToLive,
            Data = DataOf(record, dataRoom),
        });
    }

    private static RecordData DataOf(ZoneRecord record, Span<byte> room)
    {
        string[] words = record.Data.Split(' ');
        return record.Type switch
        {
            RecordType.A => new RecordData { Address = IPv4Address.From(IPAddress.Parse(words[0])) },
            RecordType.Aaaa => new RecordData { Address6 = IPv6Address.From(IPAddress.Parse(words[0])) },
            RecordType.Ns or RecordType.Cname or RecordType.Ptr => new RecordData { Name = DnsNames.Write(words[0], room) },
            RecordType.Mx => new RecordData
            {
                Mail = new MailExchange { Preference = (ushort)Number(words[0]), Exchange = DnsNames.Write(words[1], room) },
            },
            RecordType.Srv => new RecordData
            {
                Service = new ServiceLocation
                {
                    Priority = (ushort)Number(words[0]),
                    Weight = (ushort)Number(words[1]),
                    Port = (ushort)Number(words[2]),
                    Target = DnsNames.Write(words[3], room),
                },
            },
            RecordType.Soa => new RecordData
            {
                Authority = new StartOfAuthority
                {
                    PrimaryServer = DnsNames.Write(words[0], room[..DnsNames.MaxSize]),
                    Mailbox = DnsNames.Write(words[1], room[DnsNames.MaxSize..]),
                    Serial = Number(words[2]),
                    Refresh = Number(words[3]),
                    Retry = Number(words[4]),
                    Expire = Number(words[5]),
                    Minimum = Number(words[6]),
                },
            },
            RecordType.Txt => new RecordData { Texts = TextsOf(words, room) },
            _ => throw new NotSupportedException($"A zone here holds no {RecordText.Show(record.Type)} record."),
        };
    }

    private static PacketSequence<CharacterString> TextsOf(string[] words, Span<byte> room)
    {
        var texts = new PacketSequenceWriter<CharacterString>(room);
        foreach (string word in words)
            texts.Add(new CharacterString { Text = Encoding.ASCII.GetBytes(word) });
        return texts.Sequence;
    }

    private static uint Number(string word) => uint.Parse(word, CultureInfo.InvariantCulture);
}
