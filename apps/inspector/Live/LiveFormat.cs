namespace KerberosGen.Inspector.Live;

/// <summary>How packets are shown as they come.</summary>
internal enum LiveFormat
{
    /// <summary>For a person: a line for each field.</summary>
    Annotated,

    /// <summary>A JSON object on each line.</summary>
    Ndjson,

    /// <summary>Not at all.</summary>
    None,
}
