using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>Checks everything that the demo claims; each check prints a line, and one that fails fails the demo.</summary>
internal sealed class DemoChecks(DemoSession session, IReadOnlyList<DecodedPacket> packets, WireLayout layout, string directory)
{
    private bool _isRight = true;

    public bool Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("What was checked");
        output.WriteLine("================");
        output.WriteLine();
        int decoded = packets.Count(static p => p.Status == DecodeStatus.Ok && !p.HasErrors);
        Check(output, decoded == packets.Count, $"{decoded} of {packets.Count} recorded packets decode without an error");
        List<DecodedField> sealedFields = [.. packets.SelectMany(static p => p.Leaves()).Where(static f => f.Layout?.Encryption is not null)];
        int opened = sealedFields.Count(static f => f.Decryption is { Status: DecryptionStatus.Opened });
        Check(output, opened == sealedFields.Count, $"{opened} of {sealedFields.Count} encrypted fields open with the keys at hand");
        CheckCodes(output);
        CheckLayout(output);
        CheckChat(output);
        Check(output, session.Refusals.Count == 3, "3 requests were refused, as they must be:");
        foreach (string refusal in session.Refusals)
            output.WriteLine($"            {refusal}");
        int clients = File.ReadLines(Path.Combine(directory, "clients.txt")).Count();
        Check(output, clients == session.Members.Count, $"clients.txt holds {clients} clients");
        return _isRight;
    }

    private void CheckCodes(TextWriter output)
    {
        // 1704 is the original program's; this KDC never sends it.
        HashSet<ushort> expected = [.. PacketCatalog.Layout.Packets.Where(static p => p.Code is not null and not OriginalUnknownClient.Code).Select(static p => p.Code!.Value)];
        HashSet<ushort> seen = [.. packets.Where(static p => p.Code is not null).Select(static p => p.Code!.Value)];
        Check(output, expected.SetEquals(seen), $"{seen.Count} of {expected.Count} request and response codes were on the wire");
    }

    private void CheckLayout(TextWriter output)
    {
        string name = layout == WireLayout.Original ? WireLayouts.Original : WireLayouts.Documented;
        List<DecodedPacket> inLayout = [.. packets.Where(static p => p.WireLayout is not null)];
        Check(output, inLayout.Count > 0 && inLayout.TrueForAll(p => p.WireLayout == name), $"all {inLayout.Count} tickets and authenticators are in the {name} layout");
    }

    private void CheckChat(TextWriter output)
    {
        foreach (IGrouping<string, (string Member, List<RoomEventRecord> Events)> room in session.Members
            .SelectMany(static m => m.Seen.Select(s => (s.Key, Member: m.Name.ToString(), Events: s.Value)))
            .GroupBy(static s => s.Key, static s => (s.Member, s.Events)))
        {
            List<(string Member, List<RoomEventRecord> Events)> views = [.. room];
            bool hasNoGaps = views.TrueForAll(static v => v.Events.Select(static e => e.Sequence).SequenceEqual(Enumerable.Range(1, v.Events.Count).Select(static n => (ulong)n)));
            List<string> longest = Texts(views.MaxBy(static v => v.Events.Count).Events);
            bool isOneOrder = views.TrueForAll(v => Texts(v.Events).SequenceEqual(longest.Take(v.Events.Count)));
            Check(output, hasNoGaps && isOneOrder, $"{room.Key}: {views.Count} saw one order without gaps, {longest.Count} events in all");
        }
    }

    private static List<string> Texts(List<RoomEventRecord> events) =>
        [.. events.Select(static e => $"{e.Kind} {e.ClientId} {DisplayText.Escape(e.Content.Span)}")];

    private void Check(TextWriter output, bool isRight, string claim)
    {
        output.WriteLine($"  {(isRight ? "ok    " : "FAILED")}  {claim}");
        _isRight &= isRight;
    }
}
