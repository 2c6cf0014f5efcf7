using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Candidates;

/// <summary>What bytes could be.</summary>
public sealed class Candidate
{
    /// <summary>The packet's name; of several packets in a row, the first few.</summary>
    public required string Name { get; init; }

    /// <summary>How they stand there: <c>request</c>, <c>response</c>, <c>payload without its header</c>, <c>header alone</c>, <c>structure</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The packets, decoded as such.</summary>
    public required IReadOnlyList<DecodedPacket> Packets { get; init; }

    /// <summary>All bytes that there are.</summary>
    public required int Length { get; init; }

    /// <summary>Bytes that are explained: those of packets and fields in front of the first error; all that are there where more are missing.</summary>
    public required int Explained { get; init; }

    /// <summary>
    /// How well the table agrees, in bits: the sum of the evidence in front of the first error, less 24 for each of the first three
    /// errors, 4 if bytes are missing at the end, 6 for each of the first four oddities, and up to 40 for the part of the bytes that is
    /// not explained.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>What agrees, the least likely first.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public Finding? Trouble { get; init; }

    /// <summary>Bytes from the first to the trouble, if there is any.</summary>
    public long TroubleOffset { get; init; }
}
