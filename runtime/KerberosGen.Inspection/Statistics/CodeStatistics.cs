namespace KerberosGen.Inspection.Statistics;

/// <summary>What is counted of the packets with one table, or without one.</summary>
public sealed class CodeStatistics
{
    internal CodeStatistics(string name, ushort? code, PacketDirection? direction, bool isFailure)
    {
        Name = name;
        Code = code;
        Direction = direction;
        IsFailure = isFailure;
    }

    /// <summary>The packet's name; <c>unknown</c> for all codes without a table, <c>garbage</c> for bytes that are no packet.</summary>
    public string Name { get; }

    /// <summary>The packet's code, or null.</summary>
    public ushort? Code { get; }

    /// <summary>Which way it travels, or null.</summary>
    public PacketDirection? Direction { get; }

    /// <summary>True if its name says no (<see cref="Sessions.FailureRule"/>).</summary>
    public bool IsFailure { get; }

    /// <summary>How many.</summary>
    public long Packets { get; internal set; }

    /// <summary>Their bytes, headers included.</summary>
    public long Bytes { get; internal set; }

    /// <summary>How many are not as their table says.</summary>
    public long Errors { get; internal set; }

    /// <summary>Of requests: how many were answered with a no.</summary>
    public long Refused { get; internal set; }

    /// <summary>Of requests: how many got no answer.</summary>
    public long Unanswered { get; internal set; }

    /// <summary>Of requests: how long their answers took. Of answers: how long they took.</summary>
    public LatencyHistogram Times { get; } = new();
}
