using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>services.json, and the services in memory. Readers take no lock; every addition replaces the file.</summary>
internal sealed class ServicesFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "services.json";

    private const string IdField = "server_id_hex";
    private const string NameField = "name";
    private const string KeyField = "aes_key_encoded";
    private const string AddressField = "server_ip";
    private const string PortField = "server_port";

    private readonly string _path;
    private readonly ConcurrentDictionary<PrincipalId, ServicePrincipal> _byId = new();
    private readonly HashSet<PrincipalName> _names = [];
    private readonly List<JsonObject> _rows = [];
    private readonly GroupCommit<ServicePrincipal> _commit;
    private volatile ServicePrincipal[] _inOrder;

    private ServicesFile(string path)
    {
        _path = path;
        _inOrder = [];
        _commit = new GroupCommit<ServicePrincipal>(Commit);
    }

    /// <summary>Every service, in the order of registration. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<ServicePrincipal> InOrder => _inOrder;

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats an id or a name.</exception>
    public static ServicesFile Read(string path)
    {
        var file = new ServicesFile(path);
        var services = new List<ServicePrincipal>();
        foreach (JsonRow row in JsonRows.Read(path))
        {
            var service = new ServicePrincipal(
                row.Id(IdField), row.Name(NameField), row.Key(KeyField), new IPEndPoint(row.Address(AddressField), row.Port(PortField)));
            if (!file._byId.TryAdd(service.Id, service))
                throw row.Error(IdField, "an earlier entry has this id");
            if (!file._names.Add(service.Name))
                throw row.Error(NameField, "an earlier entry has this name");
            file._rows.Add(row.Fields);
            services.Add(service);
        }

        file._inOrder = [.. services];
        return file;
    }

    /// <summary>The service with this id, or null.</summary>
    public ServicePrincipal? Find(PrincipalId id) => _byId.GetValueOrDefault(id);

    /// <summary>Adds a service; false if its name is taken. True means that it is on disk.</summary>
    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) => _commit.AddAsync(service, cancellation);

    /// <summary>Writes no more.</summary>
    public Task CloseAsync() => _commit.CloseAsync(static () => { });

    private static JsonObject RowOf(ServicePrincipal service) => JsonRows.Merge(
        null,
        (IdField, service.Id.ToString()),
        (NameField, service.Name.ToString()),
        (KeyField, Convert.ToBase64String(service.Key.Bytes)),
        (AddressField, service.EndPoint.Address.ToString()),
        (PortField, service.EndPoint.Port));

    private void Commit(IReadOnlyList<Proposal<ServicePrincipal>> batch)
    {
        var added = new List<Proposal<ServicePrincipal>>(batch.Count);
        var ids = new HashSet<PrincipalId>();
        int before = _rows.Count;
        try
        {
            foreach (Proposal<ServicePrincipal> proposal in batch)
            {
                ServicePrincipal service = proposal.Item;
                if (_byId.ContainsKey(service.Id) || ids.Contains(service.Id))
                {
                    proposal.Fail(new InvalidOperationException($"The id {service.Id} belongs to another service."));
                }
                else if (!_names.Add(service.Name))
                {
                    proposal.Refuse();
                }
                else
                {
                    ids.Add(service.Id);
                    _rows.Add(RowOf(service));
                    added.Add(proposal);
                }
            }

            if (added.Count > 0)
                JsonRows.Write(_path, _rows);
        }
        catch
        {
            _rows.RemoveRange(before, _rows.Count - before);
            added.ForEach(proposal => _names.Remove(proposal.Item.Name));
            throw;
        }

        added.ForEach(proposal => _byId.TryAdd(proposal.Item.Id, proposal.Item));
        _inOrder = [.. _inOrder, .. added.Select(proposal => proposal.Item)];
        added.ForEach(proposal => proposal.Accept());
    }
}
