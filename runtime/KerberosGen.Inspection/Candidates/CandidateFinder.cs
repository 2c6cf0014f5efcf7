using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Candidates;

/// <summary>
/// Finds what unlabelled bytes could be: packets with their headers in either direction, a payload or a header alone, a structure; in
/// every wire layout. Ranked by how well each table agrees (<see cref="Candidate.Score"/>).
/// </summary>
/// <param name="protocol">The tables.</param>
/// <param name="keys">Opens ciphertexts, which is the best evidence there is; null to leave them closed.</param>
public sealed class CandidateFinder(ProtocolLayout protocol, IKeyRing? keys = null)
{
    private const double ErrorWeight = 24;
    private const double CutWeight = 4;
    private const double WarningWeight = 6;
    private const double UnexplainedWeight = 40;
    private const double ExactSizeWeight = 8;
    private const int NamedPackets = 3;

    private readonly PacketDecoder _decoder = new(protocol, keys);

    /// <summary>The candidates that explain anything and agree more than they disagree, the best first.</summary>
    public IReadOnlyList<Candidate> Find(ReadOnlyMemory<byte> bytes)
    {
        IEnumerable<Candidate> withHeader = ((PacketDirection[])[PacketDirection.Request, PacketDirection.Response])
            .Where(d => protocol.Of(d) is not null)
            .Select(d => InDirection(bytes, d))
            .OfType<Candidate>();
        IEnumerable<Candidate> alone = protocol.Packets
            .Where(static p => p.Kind != PacketKind.Union && (p.Size ?? p.MinSize) + p.Fields.Length > 0)
            .Select(p => Alone(bytes, p));
        return [.. withHeader.Concat(alone).Where(static c => c is { Explained: > 0, Score: > 0 }).OrderByDescending(static c => c.Score).ThenByDescending(static c => c.Explained)];
    }

    private Candidate? InDirection(ReadOnlyMemory<byte> bytes, PacketDirection direction)
    {
        List<DecodedPacket> packets = [.. StreamDecoder.DecodeAll(bytes, _decoder, direction)];
        List<DecodedPacket> known = [.. packets.Where(static p => p.Layout is not null)];
        if (known.Count == 0)
            return null;
        string names = string.Join(", ", known.Take(NamedPackets).Select(static p => p.ToString().Split(',')[0]));
        string name = packets.Count == 1 ? names : $"{names}{(known.Count > NamedPackets ? $" and {known.Count - NamedPackets} more" : "")}";
        return Judge(bytes.Length, packets, name, direction == PacketDirection.Request ? "request" : "response", protocol.Of(direction)!.Messages.Select(static m => m.Code).Distinct().Count());
    }

    private Candidate Alone(ReadOnlyMemory<byte> bytes, PacketLayout layout)
    {
        string form = layout.Kind switch
        {
            PacketKind.Header => "header alone",
            PacketKind.Message => "payload without its header",
            _ => "structure",
        };
        int codes = layout is { Kind: PacketKind.Header, Direction: { } direction } ? protocol.Of(direction)!.Messages.Length : 0;
        return Judge(bytes.Length, [_decoder.DecodeStructure(bytes, layout)], layout.ToString(), form, codes);
    }

    private static Candidate Judge(int length, List<DecodedPacket> packets, string name, string form, int codes)
    {
        List<Evidence> evidence = [];
        int explained = 0;
        Finding? trouble = null;
        long troubleAt = 0;
        bool isStopped = false;
        foreach (DecodedPacket packet in packets)
        {
            Finding? error = packet.AllFindings.FirstOrDefault(static f => f.Severity == Severity.Error);
            if (trouble is null && (error ?? packet.AllFindings.FirstOrDefault()) is { } first)
            {
                trouble = first;
                troubleAt = packet.Offset + first.Offset;
            }

            // Bytes in front of a packet that is there after all are the stray ones, not the packet.
            if (packet.Status == DecodeStatus.Garbage || isStopped)
                continue;
            explained += Weigh(packet, error, codes, evidence);
            isStopped = error is not null;
        }

        // Bytes that end too early contradict nothing.
        int cuts = Math.Min(1, packets.Sum(static p => p.AllFindings.Count(static f => f.Id == FindingIds.Truncated)));
        int errors = Math.Min(3, packets.Sum(static p => p.AllFindings.Count(static f => f.Severity == Severity.Error && f.Id != FindingIds.Truncated)));
        int warnings = Math.Min(4, packets.Sum(static p => p.AllFindings.Count(static f => f.Severity == Severity.Warning)));
        double unexplained = length == 0 ? 1 : 1 - ((double)explained / length);
        return new Candidate
        {
            Name = name,
            Form = form,
            Packets = packets,
            Length = length,
            Explained = explained,
            Score = evidence.Sum(static e => e.Bits) - (ErrorWeight * errors) - (CutWeight * cuts) - (WarningWeight * warnings) - (UnexplainedWeight * unexplained),
            Evidence = [.. evidence.Where(static e => e.Bits > 0).OrderByDescending(static e => e.Bits)],
            Trouble = trouble,
            TroubleOffset = troubleAt,
        };
    }

    private static int Weigh(DecodedPacket packet, Finding? error, int codes, List<Evidence> evidence)
    {
        bool isClean = error is null;
        int end = error is null || error.Id == FindingIds.Truncated ? packet.Length : Math.Min(error.Offset, packet.Length);
        if (isClean && packet is { HeaderLayout: null, Layout.Size: > 0 })
            evidence.Add(new Evidence(ExactSizeWeight, $"{packet.Layout.Size} bytes are its exact size"));
        foreach (DecodedField field in packet.Leaves())
        {
            if (field.Offset + field.Length > end || !field.IsComplete)
                continue;
            if (packet.AllFindings.Any(f => f.Path == field.Path && f.Severity == Severity.Error))
                continue;
            if (FieldEvidence.Of(field, packet, codes, isClean) is { } one)
                evidence.Add(one);
        }

        return end;
    }
}
