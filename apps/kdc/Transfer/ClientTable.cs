using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>
/// The clients of a database. When a client was last seen is no difference: the later time is right, whichever side has it.
/// </summary>
internal sealed class ClientTable(IPrincipalDatabase database) : IPrincipalTable<ClientPrincipal>
{
    public string Kind => "client";

    public PrincipalId IdOf(ClientPrincipal principal) => principal.Id;

    public PrincipalName NameOf(ClientPrincipal principal) => principal.Name;

    public string? DifferenceOf(ClientPrincipal existing, ClientPrincipal wanted, bool isUpdate) =>
        !existing.Key.Equals(wanted.Key) ? "key"
        : existing.IsDisabled != wanted.IsDisabled ? "state"
        : isUpdate && existing.LastSeen < wanted.LastSeen ? "last-seen time"
        : null;

    public ValueTask<ClientPrincipal?> FindAsync(PrincipalId id, CancellationToken cancellation) => database.FindClientAsync(id, cancellation);

    public ValueTask<ClientPrincipal?> FindAsync(PrincipalName name, CancellationToken cancellation) => database.FindClientAsync(name, cancellation);

    public ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ClientPrincipal> principals, CancellationToken cancellation) => database.TryAddAllAsync(principals, cancellation);

    public async ValueTask UpdateAsync(ClientPrincipal wanted, CancellationToken cancellation) => await database.UpdateClientAsync(
        wanted.Id,
        existing => existing with
        {
            Key = wanted.Key,
            IsDisabled = wanted.IsDisabled,
            LastSeen = existing.LastSeen < wanted.LastSeen ? wanted.LastSeen : existing.LastSeen,
        },
        cancellation);

    public ValueTask<bool> RemoveAsync(PrincipalId id, CancellationToken cancellation) => database.RemoveClientAsync(id, cancellation);
}
