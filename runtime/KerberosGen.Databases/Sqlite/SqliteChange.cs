namespace KerberosGen.Databases;

/// <summary>One change, made in a transaction that it may share with others.</summary>
/// <param name="Apply">
/// Makes it, with one writing statement at most; false if it is refused, and nothing was written. What it throws, before it
/// writes, is thrown to whoever asked for the change.
/// </param>
/// <param name="Publish">Brings it into memory, once it is on the disk.</param>
internal sealed record SqliteChange(Func<SqliteTables, bool> Apply, Action Publish);
