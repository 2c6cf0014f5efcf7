using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>The services at one moment. It never changes: a change makes another.</summary>
internal sealed class ServiceTable
{
    private readonly Dictionary<PrincipalId, ServicePrincipal> _byId;
    private readonly Dictionary<PrincipalName, ServicePrincipal> _byName;

    /// <summary>Takes rows whose ids and names are unique.</summary>
    public ServiceTable(IReadOnlyList<ServiceRow> rows)
    {
        Rows = rows;
        InOrder = [.. rows.Select(static row => row.Service)];
        _byId = InOrder.ToDictionary(static service => service.Id);
        _byName = InOrder.ToDictionary(static service => service.Name);
    }

    /// <summary>The services with their entries, in the order of registration.</summary>
    public IReadOnlyList<ServiceRow> Rows { get; }

    /// <summary>The services, in the order of registration.</summary>
    public ServicePrincipal[] InOrder { get; }

    /// <summary>The service with this id, or null.</summary>
    public ServicePrincipal? Find(PrincipalId id) => _byId.GetValueOrDefault(id);

    /// <summary>The service of this name, or null.</summary>
    public ServicePrincipal? Find(PrincipalName name) => _byName.GetValueOrDefault(name);

    /// <summary>True if services.json would hold the same.</summary>
    public bool HasSameRows(ServiceTable other) =>
        Rows.Count == other.Rows.Count && Rows.Zip(other.Rows).All(static pair => JsonNode.DeepEquals(pair.First.Fields, pair.Second.Fields));
}
