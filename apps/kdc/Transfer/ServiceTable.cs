using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>The services of a database.</summary>
internal sealed class ServiceTable(IPrincipalDatabase database) : IPrincipalTable<ServicePrincipal>
{
    public string Kind => "service";

    public PrincipalId IdOf(ServicePrincipal principal) => principal.Id;

    public PrincipalName NameOf(ServicePrincipal principal) => principal.Name;

    public string? DifferenceOf(ServicePrincipal existing, ServicePrincipal wanted, bool isUpdate) =>
        !existing.Key.Equals(wanted.Key) ? "key"
        : !existing.EndPoint.Equals(wanted.EndPoint) ? "address"
        : existing.IsDisabled != wanted.IsDisabled ? "state"
        : null;

    public ValueTask<ServicePrincipal?> FindAsync(PrincipalId id, CancellationToken cancellation) => database.FindServiceAsync(id, cancellation);

    public ValueTask<ServicePrincipal?> FindAsync(PrincipalName name, CancellationToken cancellation) => database.FindServiceAsync(name, cancellation);

    public ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ServicePrincipal> principals, CancellationToken cancellation) => database.TryAddAllAsync(principals, cancellation);

    public async ValueTask UpdateAsync(ServicePrincipal wanted, CancellationToken cancellation) => await database.UpdateServiceAsync(
        wanted.Id, existing => existing with { Key = wanted.Key, EndPoint = wanted.EndPoint, IsDisabled = wanted.IsDisabled }, cancellation);

    public ValueTask<bool> RemoveAsync(PrincipalId id, CancellationToken cancellation) => database.RemoveServiceAsync(id, cancellation);
}
