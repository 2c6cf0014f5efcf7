using System.Net;

namespace KerberosGen.Inspection.Sessions;

/// <summary>One thing that happened between two endpoints.</summary>
public sealed class SessionStep
{
    /// <summary>What it is.</summary>
    public required StepKind Kind { get; set; }

    /// <summary>When: of a packet, when its last byte was captured.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who did it.</summary>
    public required IPEndPoint From { get; init; }

    /// <summary>To whom.</summary>
    public required IPEndPoint To { get; init; }

    /// <summary>The connection's number in the capture; null for one that never carried a packet.</summary>
    public int? Stream { get; init; }

    /// <summary>The packet's number in the capture; of a retransmission, that of the packet whose bytes come again; null if there is none.</summary>
    public int? Number { get; init; }

    /// <summary>The packet's code, or null.</summary>
    public ushort? Code { get; init; }

    /// <summary>The packet's name, or what there is instead.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of the packet, its header included; of a gap or a retransmission, the bytes lost or sent again.</summary>
    public required long Length { get; init; }

    /// <summary>Of an answer: the number of the packet that it answers.</summary>
    public int? Answers { get; internal set; }

    /// <summary>Of an answer: how long after its request it came.</summary>
    public TimeSpan? Delay { get; internal set; }

    /// <summary>Of a request over UDP with the same bytes as one still without an answer: that one's number.</summary>
    public int? Repeats { get; internal set; }

    /// <summary>True for a request that was never answered.</summary>
    public bool IsUnanswered { get; internal set; }

    /// <summary>Of an answer that says no: by which word of its table (<see cref="FailureRule"/>); otherwise null.</summary>
    public string? Failure { get; init; }

    /// <summary>The first error of the packet's decoding: <c>KGI102 truncated: password</c>; null if there is none.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// What the packet's initialisation vectors prove, the least first: <c>authenticated</c>, <c>FORGED at 0x001b iv</c>; empty if no
    /// key was found.
    /// </summary>
    public string Authenticity { get; init; } = "";

    /// <summary>What else there is to say about it, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True for a packet, a whole one or not; false for what happened below packets.</summary>
    public bool IsPacket => Kind <= StepKind.Garbage;

    /// <summary>True if something went wrong.</summary>
    public bool IsTrouble => Failure is not null || Error is not null || IsUnanswered || Kind >= StepKind.Garbage;

    internal bool IsHidden { get; init; }

    internal bool IsTcp { get; init; }

    internal int ContentHash { get; init; }
}
