using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Answers questions about a zone: bytes in, bytes out.</summary>
/// <param name="zone">The zone.</param>
public sealed class Responder(Zone zone)
{
    /// <summary>Bytes of the longest message.</summary>
    public const int MaxSize = ushort.MaxValue;

    // What RFC 1035, section 4.2.1, lets a datagram hold, and what this server tells that it takes itself.
    private const int PlainDatagramSize = 512;
    private const ushort DatagramSize = 1232;

    /// <summary>Answers a question.</summary>
    /// <param name="query">The message.</param>
    /// <param name="isDatagram">True if the answer goes in one datagram, so that it may have to be cut.</param>
    /// <param name="reply">Room for the answer: <see cref="MaxSize"/> bytes.</param>
    /// <returns>Bytes of the answer; 0 if there is nothing to be answered.</returns>
    public int Answer(ReadOnlySpan<byte> query, bool isDatagram, Span<byte> reply)
    {
        if (!DnsMessage.Unpack(query, out DnsMessage asked).IsDone || asked.IsResponse)
            return 0;
        var answer = new DnsMessage
        {
            Id = asked.Id,
            IsResponse = true,
            Opcode = asked.Opcode,
            IsAuthoritative = true,
            RecursionDesired = asked.RecursionDesired,
            Questions = asked.Questions,
        };
        var answers = new PacketSequenceWriter<ResourceRecord>(new byte[MaxSize]);
        var authorities = new PacketSequenceWriter<ResourceRecord>(new byte[MaxSize]);
        answer.ResponseCode = Resolve(query, asked, ref answers, ref authorities);
        answer.Answers = answers.Sequence;
        answer.Authorities = authorities.Sequence;

        int limit = PlainDatagramSize;
        if (AskersDatagramSize(asked) is { } size)
        {
            limit = Math.Max(limit, size);
            var additional = new PacketSequenceWriter<ResourceRecord>(new byte[16]);
            additional.Add(new ResourceRecord
            {
                Name = DnsNames.Write(".", new byte[1]),
                Type = RecordType.Opt,
                Class = (RecordClass)DatagramSize,
            });
            answer.Additional = additional.Sequence;
        }

        if (isDatagram && answer.PackedSize > limit)
        {
            answer.IsTruncated = true;
            answer.Answers = default;
            answer.Authorities = default;
        }

        return answer.TryPack(reply, out int written) ? written : 0;
    }

    private ResponseCode Resolve(
        ReadOnlySpan<byte> query, DnsMessage asked, ref PacketSequenceWriter<ResourceRecord> answers, ref PacketSequenceWriter<ResourceRecord> authorities)
    {
        if (asked.Opcode != Opcode.Query || asked.Questions.Count != 1)
            return ResponseCode.NotImplemented;
        PacketSequence<Question>.Enumerator questions = asked.Questions.GetEnumerator();
        questions.MoveNext();
        if (!DnsNames.TryRead(query, questions.Current.Name, out string? name))
            return ResponseCode.FormatError;
        name = name.ToLowerInvariant();
        IReadOnlyList<ZoneRecord> found = zone.Find(name, questions.Current.Type);
        foreach (ZoneRecord record in found)
            RecordPacker.Add(ref answers, record, name);
        if (found.Count > 0)
            return ResponseCode.NoError;
        if (zone.Authority is { } authority)
            RecordPacker.Add(ref authorities, authority, name);
        return zone.Knows(name) ? ResponseCode.NoError : ResponseCode.NameError;
    }

    private static int? AskersDatagramSize(DnsMessage asked)
    {
        foreach (ResourceRecord record in asked.Additional)
        {
            if (record.Type == RecordType.Opt)
                return (ushort)record.Class;
        }

        return null;
    }
}
