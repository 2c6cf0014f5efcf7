using System.Diagnostics.CodeAnalysis;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>Compares clients by the bytes of their names, so that a set of names need not hold a second copy of each.</summary>
internal sealed class ClientNameComparer : IEqualityComparer<ClientEntry>, IAlternateEqualityComparer<PrincipalName, ClientEntry>
{
    /// <inheritdoc/>
    public bool Equals(ClientEntry? x, ClientEntry? y) => x?.Principal.Name == y?.Principal.Name;

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] ClientEntry obj) => obj.Principal.Name.GetHashCode();

    /// <inheritdoc/>
    public bool Equals(PrincipalName alternate, ClientEntry other) => alternate == other.Principal.Name;

    /// <inheritdoc/>
    public int GetHashCode(PrincipalName alternate) => alternate.GetHashCode();

    /// <inheritdoc/>
    public ClientEntry Create(PrincipalName alternate) => throw new NotSupportedException("A name alone makes no client.");
}
