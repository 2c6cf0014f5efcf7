namespace KerberosGen.Inspection.Inputs;

/// <summary>The bytes of one run of offsets in a dump.</summary>
internal sealed class DumpBlock
{
    public List<byte> Bytes { get; } = [];

    /// <summary>When it was captured, if a line above it says so.</summary>
    public DateTimeOffset Time { get; set; }
}
