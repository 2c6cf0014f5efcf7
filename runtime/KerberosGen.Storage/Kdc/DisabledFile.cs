using System.Text.Json.Nodes;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>
/// disabled.json: the ids of the principals that an administrator has disabled, which the seed's files have no field for. It
/// holds no secret, and is missing until somebody is disabled. An id that belongs to nobody stays in it: whoever puts an
/// older clients.txt or services.json back must not find a disabled principal enabled.
/// </summary>
internal sealed class DisabledFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "disabled.json";

    /// <summary>The field of an entry that disables a client.</summary>
    public const string ClientField = "client_id_hex";

    /// <summary>The field of an entry that disables a service.</summary>
    public const string ServiceField = "server_id_hex";

    private readonly string _path;
    private readonly Lock _gate = new();
    private Dictionary<(string Field, PrincipalId Id), JsonObject> _entries = [];
    private long _length;
    private bool _isSuspect;

    private DisabledFile(string path)
    {
        _path = path;
        _length = OutsideEdits.LengthOf(path);
    }

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or stands there twice.</exception>
    public static DisabledFile Read(string path)
    {
        var file = new DisabledFile(path);
        foreach (JsonRow row in JsonRows.Read(path))
        {
            string field = row.IsUnknown(ServiceField) ? ClientField : ServiceField;
            if (field == ServiceField && !row.IsUnknown(ClientField))
                throw row.Error(ServiceField, "an entry is either a client's or a service's");
            if (!file._entries.TryAdd((field, row.Id(field)), row.Fields))
                throw row.Error(field, "an earlier entry has this id");
        }

        return file;
    }

    /// <summary>The clients that are disabled.</summary>
    public IReadOnlyList<PrincipalId> Clients
    {
        get
        {
            lock (_gate)
                return [.. _entries.Keys.Where(static key => key.Field == ClientField).Select(static key => key.Id)];
        }
    }

    /// <summary>True if the principal is disabled.</summary>
    public bool Contains(string field, PrincipalId id)
    {
        lock (_gate)
            return _entries.ContainsKey((field, id));
    }

    /// <summary>Points out the ids that belong to nobody.</summary>
    public void PointOutUnknown(Func<PrincipalId, bool> isClient, Func<PrincipalId, bool> isService, Action<string> notice)
    {
        foreach ((string field, PrincipalId id) in _entries.Keys)
        {
            if (field == ClientField ? !isClient(id) : !isService(id))
                notice($"{_path}: no {(field == ClientField ? "client" : "service")} has the id {id}; the entry does nothing until one has: take it out if it is gone for good.");
        }
    }

    /// <summary>Disables and enables; on disk when this returns. Nothing is written if nothing changes.</summary>
    /// <exception cref="IOException">It could not be written; the file may say either, and the next write mends it.</exception>
    public void Change(string field, IEnumerable<PrincipalId> disabled, IEnumerable<PrincipalId> enabled)
    {
        lock (_gate)
        {
            PrincipalId[] added = [.. disabled.Where(id => !_entries.ContainsKey((field, id)))];
            PrincipalId[] removed = [.. enabled.Where(id => _entries.ContainsKey((field, id)))];
            if (added.Length == 0 && removed.Length == 0)
                return;
            var entries = new Dictionary<(string Field, PrincipalId Id), JsonObject>(_entries);
            foreach (PrincipalId id in added)
                entries[(field, id)] = new JsonObject { [field] = id.ToString() };
            foreach (PrincipalId id in removed)
                entries.Remove((field, id));
            Write(entries);
        }
    }

    /// <summary>Writes again what a failed write may have left otherwise.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            if (_isSuspect)
                Write(_entries);
        }
    }

    private void Write(Dictionary<(string Field, PrincipalId Id), JsonObject> entries)
    {
        if (!_isSuspect)
            OutsideEdits.Check(_path, _length);
        _isSuspect = true;
        JsonRows.Write(_path, entries.Values);
        _length = OutsideEdits.LengthOf(_path);
        _entries = entries;
        _isSuspect = false;
    }
}
