namespace KerberosGen.Inspector.Commands;

/// <summary>How packets are shown.</summary>
internal enum OutputFormat
{
    /// <summary>For a person: a line for each field.</summary>
    Annotated,

    /// <summary>For a person: fields below the fields that hold them.</summary>
    Tree,

    /// <summary>For a person: a line for each packet.</summary>
    Line,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>A JSON object on each line.</summary>
    Ndjson,

    /// <summary>A row for each packet.</summary>
    Csv,

    /// <summary>Not at all: only what is wrong is told, on standard error.</summary>
    None,
}
