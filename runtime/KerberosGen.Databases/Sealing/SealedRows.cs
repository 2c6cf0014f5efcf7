using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>What is said of a row whose key does not open.</summary>
internal static class SealedRows
{
    /// <summary>The key is not the one that was sealed for this row.</summary>
    public static StoreFailedException NotOpened(string database, SealedKind kind, PrincipalId id) => new(
        $"{database}: the key of {(kind == SealedKind.Client ? "client" : "service")} {id} was not sealed for it: the row was changed by another program. "
        + "Give it a new key, or restore the database from its backup.");
}
