using System.Net;
using System.Text;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Quick;

/// <summary>
/// The law of the quick way: it takes exactly the packets with which the decoder finds nothing wrong, but for a few that a line
/// must say more of, and both write the same line. It is asked of each packet twice, with secrets and without.
/// </summary>
internal sealed class QuickLaw
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);

    private readonly MemoryStream _quick = new();
    private readonly QuickJson[] _json;
    private readonly QuickChecker _checker;
    private readonly PacketDecoder _decoder;
    private readonly Dictionary<(PacketLayout, bool), PacketPlan?> _plans = [];
    private int _number;

    public QuickLaw(ProtocolLayout protocol)
    {
        _decoder = new PacketDecoder(protocol);
        _json = [new QuickJson(_decoder, showSecrets: false, _quick), new QuickJson(_decoder, showSecrets: true, _quick)];
        _checker = new QuickChecker(_decoder);
    }

    /// <summary>Holds a message to the law.</summary>
    /// <returns>True if the quick way took it.</returns>
    public bool Holds(byte[] bytes, PacketDirection direction)
    {
        var flow = new PacketFlow(++_number % 1000, new IPEndPoint(IPAddress.Loopback, _number % 65536), new IPEndPoint(IPAddress.IPv6Loopback, 8000));
        DateTimeOffset time = s_time.AddTicks(_number * 12_345_678L);
        long offset = _number * 1_000_003L;
        DecodedPacket packet = _decoder.Decode(bytes, direction, offset);
        packet.Number = _number;
        packet.Origin = new PacketOrigin(time, flow.Stream, flow.From, flow.To);
        bool isClean = _checker.IsClean(bytes, direction, 1);
        foreach (bool showSecrets in (bool[])[false, true])
            Compare(packet, isClean, showSecrets, _json[showSecrets ? 1 : 0].TryWrite(bytes, direction, _number, offset, flow, time));
        return isClean;
    }

    /// <summary>Holds a packet without a header to the law.</summary>
    /// <returns>True if the quick way took it.</returns>
    public bool Holds(byte[] bytes, PacketLayout layout)
    {
        DecodedPacket packet = _decoder.DecodeStructure(bytes, layout);
        packet.Number = ++_number;
        bool isClean = PlanOf(layout, false) is { } plan && _checker.IsClean(plan, bytes, 1);
        foreach (bool showSecrets in (bool[])[false, true])
        {
            bool isTaken = PlanOf(layout, showSecrets) is { } how && _json[showSecrets ? 1 : 0].TryWrite(how, bytes, _number, 0, null, default);
            Compare(packet, isClean, showSecrets, isTaken);
        }

        return isClean;
    }

    /// <summary>True if a packet's values say all of its bytes, so that its line has no <c>raw</c>.</summary>
    public bool SaysAll(byte[] bytes, PacketLayout layout) => SaysAll(_decoder.DecodeStructure(bytes, layout));

    private static bool SaysAll(DecodedPacket packet) => ShownBytes.AreAll(packet, [.. packet.Leaves()]);

    private PacketPlan? PlanOf(PacketLayout layout, bool showSecrets)
    {
        if (!_plans.TryGetValue((layout, showSecrets), out PacketPlan? plan))
            _plans.Add((layout, showSecrets), plan = PacketPlan.Make(layout, showSecrets));
        return plan;
    }

    private void Compare(DecodedPacket packet, bool isClean, bool showSecrets, bool isTaken)
    {
        string context = $"{packet.Name} {Convert.ToHexStringLower(packet.Bytes.Span)}";
        Assert.True(isTaken == isClean, $"{context}: checked {isClean}, written {isTaken}");
        _json[showSecrets ? 1 : 0].Flush();
        string quick = Encoding.UTF8.GetString(_quick.ToArray());
        _quick.SetLength(0);
        bool isWhole = packet.Status == DecodeStatus.Ok && !packet.AllFindings.Any() && SaysAll(packet);
        Assert.True(isTaken == isWhole, $"{context}: taken {isTaken}, found {string.Join("; ", packet.AllFindings)}");
        if (!isTaken)
        {
            Assert.Equal("", quick);
            return;
        }

        using var slow = new MemoryStream();
        new JsonRenderer(slow, new RenderOptions { ShowSecrets = showSecrets }, lines: true).Write(packet);
        Assert.Equal(Encoding.UTF8.GetString(slow.ToArray()), quick);
    }
}
