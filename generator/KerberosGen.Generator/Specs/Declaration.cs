namespace KerberosGen.Generator.Specs;

/// <summary>What the other declarations must know of one.</summary>
/// <param name="Name">Its full name, as fields quote it.</param>
/// <param name="HintName">The file it would be emitted to; empty if it was refused.</param>
/// <param name="CatalogHintName">The file of its namespace's catalogue; empty for a domain type.</param>
/// <param name="Needs">Full names of the types whose generated members its own use.</param>
internal sealed record Declaration(string Name, string HintName, string CatalogHintName, EquatableArray<string> Needs)
{
    public bool IsRefused => HintName.Length == 0;
}
