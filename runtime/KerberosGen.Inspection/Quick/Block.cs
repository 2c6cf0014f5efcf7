using KerberosGen.Inspection.Quick.Checks;

namespace KerberosGen.Inspection.Quick;

/// <summary>What a plan does with some rows of a table: the whole packet's, an entry's, a case's, those that may be absent.</summary>
internal sealed class Block
{
    /// <summary>What must be so, in the order of the bytes.</summary>
    public List<Check> Checks { get; } = [];

    /// <summary>The members' values.</summary>
    public StepList Values { get; set; } = new();

    /// <summary>The names of values.</summary>
    public StepList Display { get; } = new();

    /// <summary>What takes up bytes, and which.</summary>
    public StepList Spans { get; } = new();

    /// <summary>The paths of secrets.</summary>
    public StepList Redacted { get; } = new();

    /// <summary>The run of fixed-size fields that the next one may join; null if it begins another.</summary>
    public RoomCheck? Run { get; set; }
}
