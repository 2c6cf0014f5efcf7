namespace KerberosGen.Inspector.Conversations;

/// <summary>How a session is shown.</summary>
internal enum SessionFormat
{
    /// <summary>For a person, in characters.</summary>
    Text,

    /// <summary>A drawing.</summary>
    Svg,

    /// <summary>One JSON object.</summary>
    Json,
}
