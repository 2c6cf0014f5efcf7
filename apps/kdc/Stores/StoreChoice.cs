namespace KerberosGen.Kdc;

/// <summary>Which store the principals are in.</summary>
/// <param name="Directory">The KDC's directory, where its files are.</param>
/// <param name="Store"><c>files</c>, <c>sqlite</c>, or <c>postgres:</c> and a connection string, which may hold a password.</param>
/// <param name="Stash">The master key's file for the stores that seal keys; null for <c>master.key</c> in the directory.</param>
internal sealed record StoreChoice(string Directory, string Store, string? Stash)
{
    /// <summary>The seed's files.</summary>
    public const string Files = "files";

    /// <summary>One file of SQLite's.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Without the connection string.</summary>
    public override string ToString() => Store is Files or Sqlite ? $"{Store} in {Directory}" : "PostgreSQL";
}
