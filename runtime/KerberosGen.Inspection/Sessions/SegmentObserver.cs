using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Finds what a capture's frames carry, beside what decodes them.</summary>
internal sealed class SegmentObserver
{
    private readonly FrameParser _parser = new();

    /// <summary>
    /// What a frame carries; null if it is neither TCP nor UDP, not enough of it was kept, or it is a fragment of a datagram
    /// that others have yet to complete.
    /// </summary>
    public ObservedSegment? Observe(in CapturedFrame frame) => _parser.Parse(frame, out Segment segment) == FrameKind.Segment
        ? new ObservedSegment(segment.Key.Source, segment.Key.Destination, segment.IsTcp, segment.Sequence, segment.Flags, segment.PayloadLength)
        : null;
}
