namespace KerberosGen.Inspector.Commands;

/// <summary>How packets are shown.</summary>
internal enum OutputFormat
{
    /// <summary>For a person: a line for each field.</summary>
    Annotated,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>A JSON object on each line.</summary>
    Ndjson,
}
