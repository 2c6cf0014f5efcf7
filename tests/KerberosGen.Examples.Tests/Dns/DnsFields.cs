using System.Globalization;
using KerberosGen.Examples.Dns;

namespace KerberosGen.Examples.Tests.Dns;

/// <summary>A message under the names that tshark gives to its fields.</summary>
internal static class DnsFields
{
    /// <summary>The fields that are compared.</summary>
    public static readonly string[] Names =
    [
        "dns.id", "dns.flags.response", "dns.flags.opcode", "dns.flags.authoritative", "dns.flags.truncated", "dns.flags.recdesired",
        "dns.flags.recavail", "dns.flags.authenticated", "dns.flags.checkdisable", "dns.flags.rcode",
        "dns.count.queries", "dns.count.answers", "dns.count.auth_rr", "dns.count.add_rr",
        "dns.qry.name", "dns.qry.type", "dns.qry.class",
        "dns.resp.name", "dns.resp.type", "dns.resp.class", "dns.resp.ttl", "dns.resp.len", "dns.rr.udp_payload_size",
        "dns.a", "dns.aaaa", "dns.cname", "dns.ns", "dns.mx.preference", "dns.mx.mail_exchange", "dns.txt",
        "dns.soa.mname", "dns.soa.rname", "dns.soa.serial_number", "dns.soa.refresh_interval", "dns.soa.retry_interval",
        "dns.soa.expire_limit", "dns.soa.minimum_ttl",
        "dns.srv.service", "dns.srv.proto", "dns.srv.name", "dns.srv.priority", "dns.srv.weight", "dns.srv.port", "dns.srv.target",
        "dns.opt.code", "dns.opt.len",
    ];

    /// <summary>Reads a message with the declarations.</summary>
    public static Dictionary<string, string> Read(byte[] bytes)
    {
        UnpackResult result = DnsMessage.Unpack(bytes, out DnsMessage message);
        Assert.True(result.IsDone, result.Describe(DnsMessage.Layout));
        var fields = Names.ToDictionary(static n => n, static _ => "");

        Add("dns.id", Hex(message.Id));
        Add("dns.flags.response", Flag(message.IsResponse));
        Add("dns.flags.opcode", Number((byte)message.Opcode));
        Add("dns.flags.truncated", Flag(message.IsTruncated));
        Add("dns.flags.recdesired", Flag(message.RecursionDesired));
        Add("dns.flags.authenticated", Flag(message.IsAuthentic));
        Add("dns.flags.checkdisable", Flag(message.CheckingDisabled));
        if (message.IsResponse)
        {
            Add("dns.flags.authoritative", Flag(message.IsAuthoritative));
            Add("dns.flags.recavail", Flag(message.RecursionAvailable));
            Add("dns.flags.rcode", Number((byte)message.ResponseCode));
        }

        Add("dns.count.queries", Number(message.QuestionCount));
        Add("dns.count.answers", Number(message.AnswerCount));
        Add("dns.count.auth_rr", Number(message.AuthorityCount));
        Add("dns.count.add_rr", Number(message.AdditionalCount));
        foreach (Question question in message.Questions)
        {
            Add("dns.qry.name", Name(question.Name));
            Add("dns.qry.type", Number((ushort)question.Type));
            Add("dns.qry.class", Hex((ushort)question.Class));
        }

        foreach (ResourceRecord record in message.Answers)
            AddRecord(record);
        foreach (ResourceRecord record in message.Authorities)
            AddRecord(record);
        foreach (ResourceRecord record in message.Additional)
            AddRecord(record);
        return fields;

        void AddRecord(ResourceRecord record)
        {
            AddOwner(record.Type, Name(record.Name));
            Add("dns.resp.type", Number((ushort)record.Type));
            Add("dns.resp.len", Number(record.DataLength));
            if (record.Type == RecordType.Opt)
            {
                Add("dns.rr.udp_payload_size", Number((ushort)record.Class));
                foreach (EdnsOption option in record.Data.Options)
                {
                    Add("dns.opt.code", Number((ushort)option.Code));
                    Add("dns.opt.len", Number(option.DataLength));
                }

                return;
            }

            Add("dns.resp.class", Hex((ushort)record.Class));
            Add("dns.resp.ttl", Number(record.TimeToLive));
            AddData(record.Type, record.Data);
        }

        // tshark takes an SRV record's name apart.
        void AddOwner(RecordType type, string owner)
        {
            if (type != RecordType.Srv)
            {
                Add("dns.resp.name", owner);
                return;
            }

            string[] parts = owner.Split('.', 3);
            Add("dns.srv.service", parts[0]);
            Add("dns.srv.proto", parts[1]);
            Add("dns.srv.name", parts[2]);
        }

        void AddData(RecordType type, RecordData data)
        {
            switch (type)
            {
                case RecordType.A:
                    Add("dns.a", data.Address.ToString());
                    break;
                case RecordType.Aaaa:
                    Add("dns.aaaa", data.Address6.ToString());
                    break;
                case RecordType.Cname:
                    Add("dns.cname", Name(data.Name));
                    break;
                case RecordType.Ns:
                    Add("dns.ns", Name(data.Name));
                    break;
                case RecordType.Mx:
                    Add("dns.mx.preference", Number(data.Mail.Preference));
                    Add("dns.mx.mail_exchange", Name(data.Mail.Exchange));
                    break;
                case RecordType.Txt:
                    foreach (CharacterString text in data.Texts)
                        Add("dns.txt", System.Text.Encoding.UTF8.GetString(text.Text));
                    break;
                case RecordType.Soa:
                    Add("dns.soa.mname", Name(data.Authority.PrimaryServer));
                    Add("dns.soa.rname", Name(data.Authority.Mailbox));
                    Add("dns.soa.serial_number", Number(data.Authority.Serial));
                    Add("dns.soa.refresh_interval", Number(data.Authority.Refresh));
                    Add("dns.soa.retry_interval", Number(data.Authority.Retry));
                    Add("dns.soa.expire_limit", Number(data.Authority.Expire));
                    Add("dns.soa.minimum_ttl", Number(data.Authority.Minimum));
                    break;
                case RecordType.Srv:
                    Add("dns.srv.priority", Number(data.Service.Priority));
                    Add("dns.srv.weight", Number(data.Service.Weight));
                    Add("dns.srv.port", Number(data.Service.Port));
                    Add("dns.srv.target", Name(data.Service.Target));
                    break;
            }
        }

        string Name(DnsName name)
        {
            Assert.True(DnsNames.TryRead(bytes, name, out string? text));
            return text == "." ? "<Root>" : text.TrimEnd('.');
        }

        void Add(string field, string value) => fields[field] = fields[field].Length == 0 ? value : $"{fields[field]}|{value}";
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(ushort value) => $"0x{value:x4}";

    private static string Flag(bool value) => value ? "1" : "0";
}
