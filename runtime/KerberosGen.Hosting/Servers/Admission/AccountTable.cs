using System.Runtime.InteropServices;

namespace KerberosGen.Hosting;

/// <summary>
/// The accounts of those who have asked lately, in bounded memory. An account is forgotten only when everything in it has come
/// back, so that nobody gets a fresh one by making the table forget the old; when there is no place, newcomers share one
/// account. Finding an account allocates nothing once its place has been used.
/// </summary>
/// <param name="sets">The number of sets, a power of two; each has <see cref="Ways"/> places.</param>
internal sealed class AccountTable<TKey, TAccount>(int sets)
    where TKey : unmanaged, IEquatable<TKey>
    where TAccount : Account<TKey>, new()
{
    /// <summary>Places in a set.</summary>
    public const int Ways = 8;

    private readonly Lock _gate = new();
    private readonly TAccount?[]?[] _sets = new TAccount?[sets][];

    /// <summary>The account that those share for whom there is no place.</summary>
    public TAccount Strangers { get; } = new();

    /// <summary>Finds an account, or opens one.</summary>
    public TAccount Find(TKey key, long now)
    {
        lock (_gate)
            return FindWithin(key, now);
    }

    /// <summary>The account, if there is one.</summary>
    public TAccount? Peek(TKey key)
    {
        lock (_gate)
        {
            foreach (TAccount? account in _sets[SetOf(key)] ?? [])
            {
                if (account is not null && account.Key.Equals(key))
                    return account;
            }

            return null;
        }
    }

    /// <summary>Finds an account and changes it before anyone else can take its place.</summary>
    public TAccount Find(TKey key, long now, Action<TAccount> change)
    {
        lock (_gate)
        {
            TAccount account = FindWithin(key, now);
            change(account);
            return account;
        }
    }

    private TAccount FindWithin(TKey key, long now)
    {
        TAccount?[] set = _sets[SetOf(key)] ??= new TAccount?[Ways];
        int free = -1;
        for (int i = 0; i < set.Length; i++)
        {
            TAccount? account = set[i];
            if (account is not null && account.Key.Equals(key))
                return account;
            if (free < 0 && (account is null || account.IsClear(now)))
                free = i;
        }

        if (free < 0)
            return Strangers;
        TAccount opened = set[free] ??= new TAccount();
        opened.Key = key;
        return opened;
    }

    // The platform's keyed hash: a peer that could choose keys of one set could fill it.
    private int SetOf(TKey key) =>
        string.GetHashCode(MemoryMarshal.Cast<TKey, char>(new ReadOnlySpan<TKey>(in key))) & (_sets.Length - 1);
}
