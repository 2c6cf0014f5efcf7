using System.Net;
using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>services.json, and the services in memory. Readers take no lock; every change replaces the file.</summary>
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
    private readonly DisabledFile _disabled;
    private readonly GroupCommit<PrincipalChange<ServicePrincipal>> _commit;
    private volatile ServiceTable _table;
    private long _length;
    private bool _isSuspect;

    private ServicesFile(string path, DisabledFile disabled, ServiceTable table)
    {
        _path = path;
        _disabled = disabled;
        _table = table;
        _length = OutsideEdits.LengthOf(path);
        _commit = new GroupCommit<PrincipalChange<ServicePrincipal>>(Commit);
    }

    /// <summary>Every service, in the order of registration. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<ServicePrincipal> InOrder => _table.InOrder;

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats an id or a name.</exception>
    public static ServicesFile Read(string path, DisabledFile disabled)
    {
        var rows = new List<ServiceRow>();
        var ids = new HashSet<PrincipalId>();
        var names = new HashSet<PrincipalName>();
        foreach (JsonRow row in JsonRows.Read(path))
        {
            ServicePrincipal service = ServiceOf(row, disabled);
            if (!ids.Add(service.Id))
                throw row.Error(IdField, "an earlier entry has this id");
            if (!names.Add(service.Name))
                throw row.Error(NameField, "an earlier entry has this name");
            rows.Add(new ServiceRow(service, row.Fields));
        }

        return new ServicesFile(path, disabled, new ServiceTable(rows));
    }

    /// <summary>The service of an entry.</summary>
    /// <exception cref="FileFormatException">The entry makes no sense.</exception>
    public static ServicePrincipal ServiceOf(JsonRow row, DisabledFile disabled)
    {
        PrincipalId id = row.Id(IdField);
        return new ServicePrincipal(
            id,
            row.Name(NameField),
            row.Key(KeyField),
            new IPEndPoint(row.Address(AddressField), row.Port(PortField)),
            disabled.Contains(DisabledFile.ServiceField, id));
    }

    /// <summary>The service with this id, or null.</summary>
    public ServicePrincipal? Find(PrincipalId id) => _table.Find(id);

    /// <summary>The service of this name, or null.</summary>
    public ServicePrincipal? Find(PrincipalName name) => _table.Find(name);

    /// <summary>Adds, changes or removes a service; false if its name or its id is taken, or nobody has the id. True means that it is on disk.</summary>
    public ValueTask<bool> CommitAsync(PrincipalChange<ServicePrincipal> change, CancellationToken cancellation) => _commit.AddAsync(change, cancellation);

    /// <summary>Writes no more.</summary>
    public Task CloseAsync() => _commit.CloseAsync(Mend);

    private static JsonObject FieldsOf(ServicePrincipal service, JsonObject? earlier) => JsonRows.Merge(
        earlier,
        (IdField, service.Id.ToString()),
        (NameField, service.Name.ToString()),
        (KeyField, Convert.ToBase64String(service.Key.Bytes)),
        (AddressField, service.EndPoint.Address.ToString()),
        (PortField, service.EndPoint.Port));

    private void Commit(IReadOnlyList<Proposal<PrincipalChange<ServicePrincipal>>> batch)
    {
        List<ServiceRow?> rows = [.. _table.Rows];
        var rowOf = new Dictionary<PrincipalId, int>();
        var names = new HashSet<PrincipalName>();
        for (int at = 0; at < rows.Count; at++)
        {
            rowOf.Add(rows[at]!.Service.Id, at);
            names.Add(rows[at]!.Service.Name);
        }

        var accepted = new List<Proposal<PrincipalChange<ServicePrincipal>>>(batch.Count);
        foreach (Proposal<PrincipalChange<ServicePrincipal>> proposal in batch)
        {
            try
            {
                if (proposal.Item.Added is { } service ? TryAdd(service) : TryChange(proposal.Item))
                    accepted.Add(proposal);
                else
                    proposal.Refuse();
            }
            catch (Exception failure)
            {
                proposal.Fail(failure);
            }
        }

        if (accepted.Count == 0)
            return;
        var table = new ServiceTable([.. rows.OfType<ServiceRow>()]);
        Write(table, [.. accepted.Select(static proposal => proposal.Item.Id)]);
        _table = table;
        accepted.ForEach(static proposal => proposal.Accept());

        bool TryAdd(ServicePrincipal service)
        {
            if (rowOf.ContainsKey(service.Id) || !names.Add(service.Name))
                return false;
            rowOf.Add(service.Id, rows.Count);
            rows.Add(new ServiceRow(service, FieldsOf(service, earlier: null)));
            return true;
        }

        bool TryChange(PrincipalChange<ServicePrincipal> change)
        {
            if (!rowOf.TryGetValue(change.Id, out int at))
                return false;
            ServiceRow before = rows[at]!;
            change.After = change.Apply(before.Service);
            if (change.After is { } after)
            {
                PrincipalRules.CheckChange(before.Service, after);
                rows[at] = new ServiceRow(after, FieldsOf(after, before.Fields));
                return true;
            }

            rows[at] = null;
            rowOf.Remove(change.Id);
            names.Remove(before.Service.Name);
            return true;
        }
    }

    // A crash between the files leaves a service disabled rather than enabled.
    private void Write(ServiceTable table, HashSet<PrincipalId> changed)
    {
        ILookup<bool, PrincipalId> isDisabled = changed.ToLookup(id => table.Find(id)?.IsDisabled == true);
        _disabled.Change(DisabledFile.ServiceField, isDisabled[true], []);
        if (_isSuspect || !table.HasSameRows(_table))
            WriteRows(table);

        _disabled.Change(DisabledFile.ServiceField, [], isDisabled[false]);
    }

    private void Mend()
    {
        if (_isSuspect)
            WriteRows(_table);
    }

    // After a failed write of our own the file is ours to mend.
    private void WriteRows(ServiceTable table)
    {
        if (!_isSuspect)
            OutsideEdits.Check(_path, _length);
        _isSuspect = true;
        JsonRows.Write(_path, table.Rows.Select(static row => row.Fields));
        _length = OutsideEdits.LengthOf(_path);
        _isSuspect = false;
    }
}
