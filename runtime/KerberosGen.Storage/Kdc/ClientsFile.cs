using System.Collections.Concurrent;
using System.Security.Cryptography;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// clients.txt, and the clients in memory. Readers take no lock. New clients are appended; when they were last seen is
/// brought up to date by replacing the file.
/// </summary>
internal sealed class ClientsFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "clients.txt";

    private readonly string _path;
    private readonly TimeZoneInfo _zone;
    private readonly ConcurrentDictionary<PrincipalId, ClientEntry> _byId;
    private readonly HashSet<ClientEntry> _names;
    private readonly List<ClientEntry> _inOrder;
    private readonly GroupCommit<ClientPrincipal> _commit;
    private long _length;
    private bool _lacksLineEnd;
    private bool _isSuspect;
    private volatile bool _wasSeen;

    /// <summary>Takes over what was read; nothing is written yet.</summary>
    public ClientsFile(string path, TimeZoneInfo zone, ClientsFileContent content)
    {
        _path = path;
        _zone = zone;
        _inOrder = content.Clients;
        _names = content.Names;
        _byId = content.ById;
        _length = content.Length;
        _lacksLineEnd = content.LacksLineEnd;
        _commit = new GroupCommit<ClientPrincipal>(Commit);
    }

    /// <summary>The client with this id, or null.</summary>
    public ClientPrincipal? Find(PrincipalId id) => _byId.TryGetValue(id, out ClientEntry? entry) ? entry.Principal : null;

    /// <summary>Notes a request of a client.</summary>
    public void NoteSeen(PrincipalId id, DateTimeOffset now)
    {
        if (!_byId.TryGetValue(id, out ClientEntry? entry))
            return;
        entry.Note(now);
        if (!_wasSeen)
            _wasSeen = true;
    }

    /// <summary>Adds a client; false if its name is taken. True means that it is on disk.</summary>
    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) => _commit.AddAsync(client, cancellation);

    /// <summary>Writes when clients were last seen, if any was.</summary>
    public Task FlushAsync(CancellationToken cancellation) => _commit.RunAloneAsync(Flush, cancellation);

    /// <summary>Flushes, and writes no more.</summary>
    public Task CloseAsync() => _commit.CloseAsync(Flush);

    private void Commit(IReadOnlyList<Proposal<ClientPrincipal>> batch)
    {
        var added = new List<(Proposal<ClientPrincipal> Proposal, ClientEntry Entry)>(batch.Count);
        var ids = new HashSet<PrincipalId>();
        try
        {
            foreach (Proposal<ClientPrincipal> proposal in batch)
            {
                var entry = new ClientEntry(proposal.Item);
                if (!_names.Add(entry))
                {
                    proposal.Refuse();
                    continue;
                }

                if (_byId.ContainsKey(proposal.Item.Id) || !ids.Add(proposal.Item.Id))
                {
                    _names.Remove(entry);
                    proposal.Fail(new InvalidOperationException($"The id {proposal.Item.Id} belongs to another client."));
                    continue;
                }

                added.Add((proposal, entry));
            }

            Append(added.ConvertAll(static one => one.Entry));
        }
        catch
        {
            added.ForEach(one => _names.Remove(one.Entry));
            throw;
        }

        foreach ((Proposal<ClientPrincipal> proposal, ClientEntry entry) in added)
        {
            _inOrder.Add(entry);
            _byId.TryAdd(entry.Principal.Id, entry);
            proposal.Accept();
        }
    }

    private void Append(List<ClientEntry> entries)
    {
        if (entries.Count == 0)
            return;
        CheckUnchanged();
        if (_isSuspect)
            Replace();
        byte[] lines = new byte[1 + (entries.Count * ClientLine.MaxSize)];
        int size = 0;
        if (_lacksLineEnd)
            lines[size++] = (byte)'\n';
        foreach (ClientEntry entry in entries)
            size += ClientLine.Write(entry.Principal, _zone, lines.AsSpan(size));

        _isSuspect = true;
        using (FileStream stream = AtomicFile.Open(_path, FileMode.OpenOrCreate))
        {
            stream.Position = _length;
            stream.Write(lines, 0, size);
            stream.Flush(flushToDisk: true);
        }

        if (_length == 0)
            DirectorySync.Flush(Path.GetDirectoryName(_path)!);
        CryptographicOperations.ZeroMemory(lines);
        _length += size;
        _lacksLineEnd = false;
        _isSuspect = false;
    }

    private void Flush()
    {
        if (!_wasSeen && !_isSuspect)
            return;
        CheckUnchanged();
        _wasSeen = false;
        try
        {
            foreach (ClientEntry entry in _inOrder)
                entry.Refresh();
            Replace();
        }
        catch
        {
            _wasSeen = true;
            throw;
        }
    }

    private void Replace()
    {
        _isSuspect = true;
        long length = 0;
        AtomicFile.Write(_path, stream =>
        {
            Span<byte> line = stackalloc byte[ClientLine.MaxSize];
            foreach (ClientEntry entry in _inOrder)
            {
                int size = ClientLine.Write(entry.Principal, _zone, line);
                stream.Write(line[..size]);
                length += size;
            }

            CryptographicOperations.ZeroMemory(line);
        });
        _length = length;
        _lacksLineEnd = false;
        _isSuspect = false;
    }

    /// <summary>
    /// Whoever edits the file under a running KDC must not lose what they wrote, nor have a line written into the middle of it.
    /// After a failed write of our own the length is ours to mend: the whole file is then replaced.
    /// </summary>
    private void CheckUnchanged()
    {
        var file = new FileInfo(_path);
        long length = file.Exists ? file.Length : 0;
        if (!_isSuspect && length != _length)
            throw new IOException($"{_path}: another program changed this file while the KDC ran; nothing was written. Stop the KDC before editing it, then start it again.");
    }
}
