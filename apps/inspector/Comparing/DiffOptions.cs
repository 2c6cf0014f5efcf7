using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Comparing;

/// <summary>What `diff` was asked to do.</summary>
/// <param name="A">The first input.</param>
/// <param name="B">The second input.</param>
/// <param name="Ignored">Fields to leave out.</param>
/// <param name="AsJson">True for JSON, false for a person.</param>
/// <param name="ShowSecrets">True to show passwords and keys.</param>
/// <param name="Color">When to colour.</param>
internal sealed record DiffOptions(InputRequest A, InputRequest B, IReadOnlyCollection<string> Ignored, bool AsJson, bool ShowSecrets, ColorWhen Color);
