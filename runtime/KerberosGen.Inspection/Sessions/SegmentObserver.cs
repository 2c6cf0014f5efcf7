using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Finds what a capture's frames carry, beside what decodes them.</summary>
internal sealed class SegmentObserver
{
    /// <summary>What a frame carries; null if it is neither TCP nor UDP, or not enough of it was kept.</summary>
    public ObservedSegment? Observe(in CapturedFrame frame) => FrameParser.TryParse(frame, out Segment segment)
        ? new ObservedSegment(segment.From, segment.To, segment.IsTcp, segment.Sequence, segment.Flags, segment.PayloadLength)
        : null;
}
