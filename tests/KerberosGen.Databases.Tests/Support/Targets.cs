namespace KerberosGen.Databases.Tests;

/// <summary>Opens PostgreSQL stores by their text.</summary>
internal static class Targets
{
    public static PostgresTarget Parse(string store) =>
        PostgresTarget.TryParse(store, out PostgresTarget? target, out string? problem) ? target : throw new ArgumentException(problem);

    public static Task<PostgresStore> OpenAsync(string store, string stash) => PostgresStore.OpenAsync(Parse(store), stash, static _ => { }, default);
}
