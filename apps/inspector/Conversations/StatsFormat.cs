namespace KerberosGen.Inspector.Conversations;

/// <summary>How statistics are shown.</summary>
internal enum StatsFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Rows of comma-separated values.</summary>
    Csv,

    /// <summary>A drawing.</summary>
    Svg,
}
