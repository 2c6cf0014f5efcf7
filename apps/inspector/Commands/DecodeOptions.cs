namespace KerberosGen.Inspector.Commands;

/// <summary>What `decode` was asked to do.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Output">How to show the packets.</param>
/// <param name="ShowSecrets">True to show passwords and keys.</param>
/// <param name="Color">When to colour.</param>
internal sealed record DecodeOptions(InputRequest Input, OutputFormat Output, bool ShowSecrets, ColorWhen Color);
