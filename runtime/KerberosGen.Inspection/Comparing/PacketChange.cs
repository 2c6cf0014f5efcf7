namespace KerberosGen.Inspection.Comparing;

/// <summary>What became of a packet from one input to another.</summary>
public enum PacketChange : byte
{
    /// <summary>Nothing, but what was to be ignored.</summary>
    Same,

    /// <summary>Fields differ.</summary>
    Changed,

    /// <summary>Only the second input has it.</summary>
    Added,

    /// <summary>Only the first input has it.</summary>
    Removed,
}
