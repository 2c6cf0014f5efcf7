namespace KerberosGen.Inspection.Decoding;

/// <summary>How bad a finding is.</summary>
public enum Severity : byte
{
    /// <summary>Odd, but every field could be read.</summary>
    Warning,

    /// <summary>The bytes are not what the tables say.</summary>
    Error,
}
