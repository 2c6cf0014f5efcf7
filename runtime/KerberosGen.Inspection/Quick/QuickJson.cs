using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Writes clean packets as <see cref="JsonRenderer"/> writes them on lines, byte for byte, without taking them apart: the tables were made into
/// a plan before. Any other packet is left alone.
/// </summary>
internal sealed class QuickJson
{
    private readonly QuickTables? _requests;
    private readonly QuickTables? _responses;
    private readonly SeenIvs? _ivs;
    private readonly LineWriter _writer;
    private readonly TimeWriter _time = new();
    private int[] _slots = new int[32];

    public QuickJson(PacketDecoder decoder, bool showSecrets, Stream output)
    {
        _ivs = decoder.Ivs;
        _requests = decoder.Protocol.Requests is { } requests ? new QuickTables(requests, showSecrets, decoder.Keys) : null;
        _responses = decoder.Protocol.Responses is { } responses ? new QuickTables(responses, showSecrets, decoder.Keys) : null;
        _writer = new LineWriter(output);
    }

    /// <summary>Writes a packet behind its header.</summary>
    /// <returns>False if nothing was written: it is not clean, or there is no plan for its table.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes, PacketDirection direction, int number, long offset, PacketFlow? flow, DateTimeOffset time)
    {
        PacketPlan? plan = (direction == PacketDirection.Request ? _requests : _responses)?.Find(bytes);
        return plan is not null && TryWrite(plan, bytes, number, offset, flow, time);
    }

    /// <summary>Writes a packet by a plan of the caller's.</summary>
    public bool TryWrite(PacketPlan plan, ReadOnlySpan<byte> bytes, int number, long offset, PacketFlow? flow, DateTimeOffset time)
    {
        if (_slots.Length < plan.SlotCount)
            _slots = new int[2 * plan.SlotCount];
        _slots[QuickPacket.EndSlot] = bytes.Length;
        var packet = new QuickPacket(bytes, _slots);
        if (!plan.IsClean(packet) || (_ivs is not null && !plan.HasFreshIvs(packet, _ivs, number)))
            return false;
        _writer.Literal(PacketPlan.BeforeNumber);
        _writer.Number((long)number);
        _writer.Literal(plan.AfterNumber);
        _writer.Number(offset);
        _writer.Literal(",\"length\":"u8);
        _writer.Number((long)bytes.Length);
        if (flow is not null)
        {
            _writer.Literal(",\"time\":\""u8);
            _time.Write(time.UtcTicks, 7, _writer);
            _writer.Literal(flow.Tag is FlowText text ? text.Text : TextOf(flow));
        }

        plan.Write(packet, _writer);
        return true;
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush() => _writer.Flush();

    private static PaddedText TextOf(PacketFlow flow)
    {
        var text = new PaddedText(QuickNames.Utf8Of(FormattableString.Invariant(
            $"\",\"stream\":{flow.Stream},\"from\":\"{QuickNames.Escape(flow.From.ToString())}\",\"to\":\"{QuickNames.Escape(flow.To.ToString())}\"")));
        flow.Tag = new FlowText(text);
        return text;
    }

    private sealed class FlowText(PaddedText text)
    {
        public readonly PaddedText Text = text;
    }
}
