using System.Collections.Concurrent;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>
/// Every service, in memory: they are few, since one list of 16 MiB carries them all to a client. Finding takes no lock; the
/// list is one object until something changes.
/// </summary>
internal sealed class KnownServices
{
    private readonly ConcurrentDictionary<PrincipalId, ServicePrincipal> _byId = new();
    private readonly List<PrincipalId> _order = [];
    private readonly Lock _gate = new();
    private volatile ServicePrincipal[]? _list;

    /// <summary>Takes over what was read, in the order of registration.</summary>
    public KnownServices(IEnumerable<ServicePrincipal> services)
    {
        foreach (ServicePrincipal service in services)
            Added(service);
    }

    /// <summary>The service with this id, or null.</summary>
    public ServicePrincipal? Find(PrincipalId id) => _byId.GetValueOrDefault(id);

    /// <summary>The service of this name, or null.</summary>
    public ServicePrincipal? Find(PrincipalName name) => Array.Find(InOrder, service => service.Name == name);

    /// <summary>All of them, in the order of registration.</summary>
    public ServicePrincipal[] InOrder => _list ?? MakeList();

    /// <summary>A service has been added.</summary>
    public void Added(ServicePrincipal service)
    {
        lock (_gate)
        {
            _byId[service.Id] = service;
            _order.Add(service.Id);
            _list = null;
        }
    }

    /// <summary>A service has been changed.</summary>
    public void Changed(ServicePrincipal service)
    {
        lock (_gate)
        {
            _byId[service.Id] = service;
            _list = null;
        }
    }

    /// <summary>A service has been removed.</summary>
    public void Removed(PrincipalId id)
    {
        lock (_gate)
        {
            _byId.TryRemove(id, out _);
            _order.Remove(id);
            _list = null;
        }
    }

    private ServicePrincipal[] MakeList()
    {
        lock (_gate)
            return _list ??= [.. _order.Select(id => _byId[id])];
    }
}
