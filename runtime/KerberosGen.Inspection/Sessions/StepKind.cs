namespace KerberosGen.Inspection.Sessions;

/// <summary>What a step of a session is.</summary>
public enum StepKind : byte
{
    /// <summary>A packet that asks.</summary>
    Request,

    /// <summary>A packet that answers the oldest request of its connection that had no answer yet.</summary>
    Answer,

    /// <summary>A packet from the server that nobody waited for: pushed, or its request is not in the capture.</summary>
    Unasked,

    /// <summary>Bytes that are no packet.</summary>
    Garbage,

    /// <summary>Bytes that the capture does not hold.</summary>
    Gap,

    /// <summary>A TCP segment whose bytes had been seen before.</summary>
    Retransmission,

    /// <summary>A TCP connection that is asked for once more.</summary>
    ConnectedAgain,

    /// <summary>A TCP connection that nobody accepts.</summary>
    ConnectionRefused,

    /// <summary>A TCP connection that is broken off.</summary>
    Reset,
}
