namespace KerberosGen.Hosting;

/// <summary>What someone has taken of what there is. All of it can be forgotten once it has come back.</summary>
/// <typeparam name="TKey">Whose it is.</typeparam>
internal abstract class Account<TKey>
    where TKey : unmanaged, IEquatable<TKey>
{
    /// <summary>Whose it is.</summary>
    public TKey Key { get; set; }

    /// <summary>True if nothing would be lost by forgetting it.</summary>
    public abstract bool IsClear(long now);
}
