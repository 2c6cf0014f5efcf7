using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// clients.txt, and the clients in memory. New clients are appended. Every other change, and bringing up to date when they
/// were last seen, replaces the file.
/// </summary>
internal sealed class ClientsFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "clients.txt";

    private const int BufferSize = 128 * 1024;
    private const int ReadAtOnce = 256;

    private static readonly Dictionary<int, ClientPrincipal?> NoChanges = [];

    private readonly string _path;
    private readonly TimeZoneInfo _zone;
    private readonly ClientTable _table;
    private readonly DisabledFile _disabled;
    private readonly GroupCommit<PrincipalChange<ClientPrincipal>> _commit;
    private readonly SemaphoreSlim _flusher = new(1, 1);
    private long _length;
    private long _replacements;
    private bool _lacksLineEnd;
    private bool _isSuspect;
    private volatile bool _wasSeen;

    /// <summary>Takes over what was read; nothing is written yet.</summary>
    public ClientsFile(string path, TimeZoneInfo zone, ClientsFileContent content, DisabledFile disabled)
    {
        _path = path;
        _zone = zone;
        _table = content.Clients;
        _length = content.Length;
        _lacksLineEnd = content.LacksLineEnd;
        _disabled = disabled;
        _commit = new GroupCommit<PrincipalChange<ClientPrincipal>>(Commit);
        foreach (PrincipalId id in disabled.Clients)
            _table.Disable(id);
    }

    /// <summary>The client with this id, or null.</summary>
    public ClientPrincipal? Find(PrincipalId id) => _table.Find(id);

    /// <summary>The client of this name, or null.</summary>
    public ClientPrincipal? Find(PrincipalName name) => _table.Find(name);

    /// <summary>Every client, in the order of registration.</summary>
    public async IAsyncEnumerable<ClientPrincipal> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        int row = 0;
        while (_table.ReadSome(ref row, ReadAtOnce) is { Count: > 0 } some)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ClientPrincipal client in some)
                yield return client;
            await Task.Yield();
        }
    }

    /// <summary>Notes a request of a client.</summary>
    public void NoteSeen(PrincipalId id, DateTimeOffset now)
    {
        if (_table.NoteSeen(id, now) && !_wasSeen)
            _wasSeen = true;
    }

    /// <summary>Adds, changes or removes a client; false if its name or its id is taken, or nobody has the id. True means that it is on disk.</summary>
    public ValueTask<bool> CommitAsync(PrincipalChange<ClientPrincipal> change, CancellationToken cancellation) => _commit.AddAsync(change, cancellation);

    /// <summary>
    /// Writes when clients were last seen, if any was. Clients register while the new file is written; they wait only for
    /// those who came meanwhile to be added to it.
    /// </summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await _flusher.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            int end = 0;
            long replacements = 0;
            bool isNeeded = false;
            await _commit.RunAloneAsync(
                () =>
                {
                    isNeeded = BeginFlush();
                    end = _table.Rows;
                    replacements = _replacements;
                },
                cancellation).ConfigureAwait(false);
            if (isNeeded)
                await FlushAsync(end, replacements, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _flusher.Release();
        }
    }

    /// <summary>Flushes, writes no more, and clears the keys.</summary>
    public async Task CloseAsync()
    {
        await _flusher.WaitAsync().ConfigureAwait(false);
        try
        {
            await _commit.CloseAsync(() =>
            {
                if (BeginFlush())
                    Replace(NoChanges);
            }).ConfigureAwait(false);
        }
        finally
        {
            _table.Clear();
            _flusher.Release();
        }
    }

    private static PrincipalId[] IdsOf(IEnumerable<Proposal<PrincipalChange<ClientPrincipal>>> added, bool isDisabled) =>
        [.. added.Where(proposal => proposal.Item.Added!.IsDisabled == isDisabled).Select(static proposal => proposal.Item.Id)];

    // Nobody in a batch was answered yet, so that all of them came at once: any order among them is a right one.
    private void Commit(IReadOnlyList<Proposal<PrincipalChange<ClientPrincipal>>> batch)
    {
        Add(batch.Where(static proposal => proposal.Item.Added is not null));
        Change([.. batch.Where(static proposal => proposal.Item.Added is null)]);
    }

    private void Add(IEnumerable<Proposal<PrincipalChange<ClientPrincipal>>> proposals)
    {
        var added = new List<Proposal<PrincipalChange<ClientPrincipal>>>();
        var ids = new HashSet<PrincipalId>();
        var names = new HashSet<PrincipalName>();
        foreach (Proposal<PrincipalChange<ClientPrincipal>> proposal in proposals)
        {
            PrincipalName name = proposal.Item.Added!.Name;
            if (_table.Contains(proposal.Item.Id) || _table.Contains(name.Utf8) || ids.Contains(proposal.Item.Id) || !names.Add(name))
            {
                proposal.Refuse();
                continue;
            }

            ids.Add(proposal.Item.Id);
            added.Add(proposal);
        }

        if (added.Count == 0)
            return;
        _disabled.Change(DisabledFile.ClientField, IdsOf(added, isDisabled: true), IdsOf(added, isDisabled: false));
        Append(added.ConvertAll(static proposal => proposal.Item.Added!));
        foreach (Proposal<PrincipalChange<ClientPrincipal>> proposal in added)
        {
            _table.Add(proposal.Item.Added!);
            proposal.Accept();
        }
    }

    private void Change(List<Proposal<PrincipalChange<ClientPrincipal>>> proposals)
    {
        if (proposals.Count == 0)
            return;
        var staged = new StagedClients(_table);
        List<Proposal<PrincipalChange<ClientPrincipal>>> accepted = proposals.FindAll(staged.Take);

        // A crash between the files leaves someone disabled rather than enabled.
        _disabled.Change(DisabledFile.ClientField, staged.Ids(isDisabled: true), []);
        if (staged.ChangesLines)
        {
            CheckUnchanged();
            Replace(staged.Rows);
        }

        _disabled.Change(DisabledFile.ClientField, [], staged.Ids(isDisabled: false));
        staged.Apply();
        accepted.ForEach(static proposal => proposal.Accept());
    }

    private void Append(List<ClientPrincipal> clients)
    {
        CheckUnchanged();
        if (_isSuspect)
            Replace(NoChanges);
        byte[] lines = new byte[1 + (clients.Count * ClientLine.MaxSize)];
        int size = 0;
        if (_lacksLineEnd)
            lines[size++] = (byte)'\n';
        foreach (ClientPrincipal client in clients)
            size += ClientLine.Write(client, _zone, lines.AsSpan(size));

        _isSuspect = true;
        try
        {
            AtomicFile.Append(_path, _length, lines.AsSpan(0, size));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(lines);
        }

        _length += size;
        _lacksLineEnd = false;
        _isSuspect = false;
    }

    private bool BeginFlush()
    {
        _disabled.Mend();
        if (!_wasSeen && !_isSuspect)
            return false;
        CheckUnchanged();
        _wasSeen = false;
        return true;
    }

    private async Task FlushAsync(int end, long replacements, CancellationToken cancellation)
    {
        try
        {
            using var file = new PendingFile(_path);
            long length = WriteRows(file.Stream, 0, end, NoChanges);
            file.Flush();
            await _commit.RunAloneAsync(
                () =>
                {
                    // Whoever replaced the file meanwhile wrote everything.
                    if (_replacements != replacements)
                        return;
                    CheckUnchanged();
                    Finish(file, length + WriteRows(file.Stream, end, _table.Rows, NoChanges));
                },
                cancellation).ConfigureAwait(false);
            _table.RefreshRecent();
        }
        catch
        {
            _wasSeen = true;
            throw;
        }
    }

    private void Replace(Dictionary<int, ClientPrincipal?> staged)
    {
        using var file = new PendingFile(_path);
        Finish(file, WriteRows(file.Stream, 0, _table.Rows, staged));
    }

    private void Finish(PendingFile file, long length)
    {
        _isSuspect = true;
        file.Commit();
        _replacements++;
        _length = length;
        _lacksLineEnd = false;
        _isSuspect = false;
    }

    private long WriteRows(Stream stream, int row, int end, Dictionary<int, ClientPrincipal?> staged)
    {
        byte[] buffer = new byte[BufferSize];
        long length = 0;
        while (row < end)
        {
            int size = _table.WriteLines(ref row, end, staged, _zone, buffer);
            length += size;
            try
            {
                stream.Write(buffer, 0, size);
            }
            catch (ArgumentOutOfRangeException limit)
            {
                throw AtomicFile.TooLarge(_path, limit);
            }
        }

        CryptographicOperations.ZeroMemory(buffer);
        return length;
    }

    // After a failed write of our own the length is ours to mend: the whole file is then replaced.
    private void CheckUnchanged()
    {
        if (!_isSuspect)
            OutsideEdits.Check(_path, _length);
    }
}
