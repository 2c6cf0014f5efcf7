using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>What is to become of one principal: added, changed or removed.</summary>
/// <typeparam name="T">A client or a service.</typeparam>
internal sealed class PrincipalChange<T>
    where T : class
{
    private readonly Func<T, T>? _change;

    private PrincipalChange(T? added, PrincipalId id, Func<T, T>? change)
    {
        Added = added;
        Id = id;
        _change = change;
    }

    /// <summary>The principal to add; null if one that is there is changed or removed.</summary>
    public T? Added { get; }

    /// <summary>Whom it is about.</summary>
    public PrincipalId Id { get; }

    /// <summary>The principal as it is afterwards; null if it is gone.</summary>
    public T? After { get; set; }

    /// <summary>Adds one.</summary>
    public static PrincipalChange<T> Add(T principal, PrincipalId id) => new(principal, id, change: null);

    /// <summary>Changes one.</summary>
    public static PrincipalChange<T> Update(PrincipalId id, Func<T, T> change) => new(added: null, id, change);

    /// <summary>Removes one.</summary>
    public static PrincipalChange<T> Remove(PrincipalId id) => new(added: null, id, change: null);

    /// <summary>What a principal becomes; null if it goes. Throws what the caller's own function throws.</summary>
    public T? Apply(T before) => _change?.Invoke(before);
}
