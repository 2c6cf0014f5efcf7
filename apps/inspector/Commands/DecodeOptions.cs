using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspector.Commands;

/// <summary>What `decode` was asked to do.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Output">How to show the packets.</param>
/// <param name="ShowSecrets">True to show passwords and keys.</param>
/// <param name="Color">When to colour.</param>
internal sealed record DecodeOptions(InputRequest Input, OutputFormat Output, bool ShowSecrets, ColorWhen Color)
{
    /// <summary>Which packets to show; null for all.</summary>
    public PacketFilter? Where { get; init; }

    /// <summary>What of each packet to show; null for everything.</summary>
    public FieldSelection? Fields { get; init; }

    /// <summary>After how many shown packets to stop reading; null to read to the end.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// True if packets must be taken apart to be shown; false if it is enough to check them, or to write all of each as it is. Only
    /// whether keys are at hand is not known here.
    /// </summary>
    public bool NeedsTree => Where is not null || Fields is not null || Count is not null || ShowSecrets || Output is not (OutputFormat.Ndjson or OutputFormat.None);
}
