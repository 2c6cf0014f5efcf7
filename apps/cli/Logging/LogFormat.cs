namespace KerberosGen.Cli;

/// <summary>How a line of the log is written.</summary>
public enum LogFormat
{
    /// <summary>Time, level, category, event id and a sentence.</summary>
    Console,

    /// <summary>A level as <c>&lt;4&gt;</c> in front, as the journal reads it, and no time, which the journal has.</summary>
    Journal,

    /// <summary>One JSON object, with the sentence's parts as members of <c>State</c>.</summary>
    Json,
}
