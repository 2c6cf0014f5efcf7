using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>Collects what the reassembler makes of one direction; a gap stands in brackets.</summary>
internal sealed class OrderedBytes : IOrderedBytes
{
    private readonly System.Text.StringBuilder _text = new();

    public TcpReassembler Order { get; } = new();

    /// <summary>The bytes of every direction that carries any, as hex, by its endpoints.</summary>
    public static Dictionary<string, string> Of(IEnumerable<byte[]> frames)
    {
        var parser = new FrameParser();
        Dictionary<string, OrderedBytes> streams = [];
        foreach (byte[] frame in frames)
        {
            if (parser.Parse(new CapturedFrame(default, LinkType.Ethernet, frame, (uint)frame.Length), out Segment segment) != FrameKind.Segment || !segment.IsTcp)
                continue;
            string key = $"{segment.Key.Source}>{segment.Key.Destination}";
            if (!streams.TryGetValue(key, out OrderedBytes? stream))
                streams.Add(key, stream = new OrderedBytes());
            stream.Order.Add(segment, stream);
        }

        foreach (OrderedBytes stream in streams.Values)
            stream.Order.Complete(stream);
        return streams.Where(s => s.Value._text.Length > 0).ToDictionary(s => s.Key, s => s.Value.ToString());
    }

    public void Deliver(ReadOnlySpan<byte> bytes) => _text.Append(Convert.ToHexStringLower(bytes));

    public void Lose(long size) => _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{size}]");

    public override string ToString() => _text.ToString();
}
