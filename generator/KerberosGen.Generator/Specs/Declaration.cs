namespace KerberosGen.Generator.Specs;

/// <summary>What the other declarations must know of one.</summary>
/// <param name="Name">Its full name, as fields quote it.</param>
/// <param name="HintName">The file it is emitted to; empty if nothing is.</param>
/// <param name="CatalogHintName">The file of its namespace's catalogue; empty for a domain type.</param>
/// <param name="Needs">Full names of the types whose generated members its own use.</param>
/// <param name="IsRefused">True if a mistake in it is reported.</param>
internal sealed record Declaration(string Name, string HintName, string CatalogHintName, EquatableArray<string> Needs, bool IsRefused);
