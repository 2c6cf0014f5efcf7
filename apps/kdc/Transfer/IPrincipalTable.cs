using KerberosGen.Packets;

namespace KerberosGen.Kdc;

/// <summary>The clients or the services of a database, as an import sees them.</summary>
internal interface IPrincipalTable<T>
    where T : class
{
    /// <summary><c>client</c> or <c>service</c>.</summary>
    string Kind { get; }

    PrincipalId IdOf(T principal);

    PrincipalName NameOf(T principal);

    /// <summary>How two of one id and name differ, in a word; null if importing the second over the first changes nothing.</summary>
    /// <param name="existing">The store's.</param>
    /// <param name="wanted">The file's.</param>
    /// <param name="isUpdate">True if the file wins.</param>
    string? DifferenceOf(T existing, T wanted, bool isUpdate);

    ValueTask<T?> FindAsync(PrincipalId id, CancellationToken cancellation);

    ValueTask<T?> FindAsync(PrincipalName name, CancellationToken cancellation);

    /// <summary>Adds many in their order; for each, false if its name or its id is taken.</summary>
    ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<T> principals, CancellationToken cancellation);

    /// <summary>Makes the principal of the same id and name like this one.</summary>
    ValueTask UpdateAsync(T wanted, CancellationToken cancellation);

    ValueTask<bool> RemoveAsync(PrincipalId id, CancellationToken cancellation);
}
