using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// The clients in memory, compactly: rows in arrays, found by id and by name. Those asked for lately are kept as objects too;
/// finding one of them takes no lock and allocates nothing, finding another takes a short lock and makes an object. Rows keep
/// the order of registration, and the number of one who was removed is not used again.
/// </summary>
internal sealed class ClientTable
{
    private const int RecentClients = 10_000;

    private readonly Lock _gate = new();
    private readonly List<ClientPage> _pages = [];
    private readonly RowIndex _ids;
    private readonly RowIndex _names;
    private readonly FastConcurrentLru<PrincipalId, RecentClient> _recent = new(RecentClients);
    private bool _isCleared;

    /// <summary>Makes an empty table.</summary>
    public ClientTable()
    {
        _ids = new RowIndex(row => PageOf(row).Id(PlaceOf(row)));
        _names = new RowIndex(row => PageOf(row).Name(PlaceOf(row)));
    }

    /// <summary>Rows, those of removed clients among them.</summary>
    public int Rows { get; private set; }

    /// <summary>Makes room for this many clients in the indexes.</summary>
    public void Reserve(int clients)
    {
        _ids.Reserve(clients);
        _names.Reserve(clients);
    }

    /// <summary>The client with this id, or null. Its LastSeen may be older than what was noted since.</summary>
    public ClientPrincipal? Find(PrincipalId id)
    {
        if (_recent.TryGet(id, out RecentClient? recent))
            return recent.Principal;
        lock (_gate)
        {
            int row = FindRow(id);
            return row < 0 ? null : Keep(row, Read(row));
        }
    }

    /// <summary>The client of this name as it is now, or null.</summary>
    public ClientPrincipal? Find(PrincipalName name)
    {
        lock (_gate)
        {
            ThrowIfCleared();
            int row = _names.Find(name.Utf8);
            return row < 0 ? null : Read(row);
        }
    }

    /// <summary>The client with this id as it is now, and its row.</summary>
    public bool TryRead(PrincipalId id, out int row, [NotNullWhen(true)] out ClientPrincipal? client)
    {
        lock (_gate)
        {
            row = FindRow(id);
            client = row < 0 ? null : Read(row);
            return row >= 0;
        }
    }

    /// <summary>True if a client has the id.</summary>
    public bool Contains(PrincipalId id)
    {
        lock (_gate)
            return FindRow(id) >= 0;
    }

    /// <summary>True if a client has the name.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return _names.Find(name) >= 0;
    }

    /// <summary>Reads the clients from a row on, some at a time, and moves on; an empty list at the end.</summary>
    public List<ClientPrincipal> ReadSome(ref int row, int most)
    {
        var some = new List<ClientPrincipal>();
        lock (_gate)
        {
            ThrowIfCleared();
            for (; row < Rows && some.Count < most; row++)
            {
                if (!IsRemoved(row))
                    some.Add(Read(row));
            }
        }

        return some;
    }

    /// <summary>Writes the lines of clients.txt from a row up to another, as many as there is room for, and moves on.</summary>
    /// <param name="row">The first; then the first that was not written.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="staged">What rows become that are about to change, null if they go.</param>
    /// <param name="zone">The zone of the times.</param>
    /// <param name="destination">At least <see cref="ClientLine.MaxSize"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int WriteLines(ref int row, int end, Dictionary<int, ClientPrincipal?> staged, TimeZoneInfo zone, Span<byte> destination)
    {
        int size = 0;
        lock (_gate)
        {
            for (; row < end && destination.Length - size >= ClientLine.MaxSize; row++)
            {
                if (staged.Count > 0 && staged.TryGetValue(row, out ClientPrincipal? after))
                {
                    size += after is null ? 0 : ClientLine.Write(after, zone, destination[size..]);
                    continue;
                }

                (ClientPage page, int at) = (PageOf(row), PlaceOf(row));
                if (!page.IsRemoved(at))
                    size += ClientLine.Write(page.Id(at), page.Name(at), page.Key(at), page.LastSeen(at), zone, destination[size..]);
            }
        }

        return size;
    }

    /// <summary>Notes a request; false if no client has the id. It allocates nothing.</summary>
    public bool NoteSeen(PrincipalId id, DateTimeOffset now)
    {
        if (_recent.TryGet(id, out RecentClient? recent))
        {
            recent.Note(now);
            return true;
        }

        lock (_gate)
        {
            int row = _isCleared ? -1 : _ids.Find(id.Bytes);
            if (row >= 0)
                PageOf(row).Note(PlaceOf(row), now);
            return row >= 0;
        }
    }

    /// <summary>Brings what was noted into the clients that are kept as objects.</summary>
    public void RefreshRecent()
    {
        foreach ((_, RecentClient recent) in _recent)
            recent.Refresh();
    }

    /// <summary>Adds a client from a file, whose id and name are free.</summary>
    public void Add(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, DateTimeOffset lastSeen)
    {
        lock (_gate)
            AddRow(id, name, key, lastSeen);
    }

    /// <summary>Adds a client whose id and name are free. It keeps the key.</summary>
    public void Add(ClientPrincipal client)
    {
        lock (_gate)
        {
            int row = AddRow(client.Id.Bytes, client.Name.Utf8, client.Key.Bytes, client.LastSeen);
            PageOf(row).Disable(PlaceOf(row), client.IsDisabled);
            Keep(row, client);
        }
    }

    /// <summary>Disables a client, if one has the id.</summary>
    public void Disable(PrincipalId id)
    {
        lock (_gate)
        {
            int row = FindRow(id);
            if (row >= 0)
                PageOf(row).Disable(PlaceOf(row), isDisabled: true);
        }
    }

    /// <summary>Changes a client. The keys that were given out are left as they are; what was noted since is kept.</summary>
    public void Change(int row, DateTimeOffset seenBefore, ClientPrincipal after)
    {
        lock (_gate)
        {
            PageOf(row).Change(PlaceOf(row), seenBefore, after);
            Keep(row, after);
        }
    }

    /// <summary>Removes a client. The keys that were given out are left as they are.</summary>
    public void Remove(int row)
    {
        lock (_gate)
        {
            (ClientPage page, int at) = (PageOf(row), PlaceOf(row));
            _recent.TryRemove(new PrincipalId(page.Id(at)));
            _ids.Remove(row);
            _names.Remove(row);
            page.Remove(at);
        }
    }

    /// <summary>Clears the keys, and answers nothing any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _isCleared = true;
            _pages.ForEach(static page => page.ClearKeys());
            _recent.Clear();
        }
    }

    private static int PlaceOf(int row) => row % ClientPage.Rows;

    private ClientPage PageOf(int row) => _pages[row / ClientPage.Rows];

    private bool IsRemoved(int row) => PageOf(row).IsRemoved(PlaceOf(row));

    private ClientPrincipal Read(int row) => PageOf(row).Read(PlaceOf(row));

    private int FindRow(PrincipalId id)
    {
        ThrowIfCleared();
        return _ids.Find(id.Bytes);
    }

    private ClientPrincipal Keep(int row, ClientPrincipal client)
    {
        _recent.AddOrUpdate(client.Id, new RecentClient(client, PageOf(row), PlaceOf(row)));
        return client;
    }

    private int AddRow(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, DateTimeOffset lastSeen)
    {
        int row = Rows;
        if (PlaceOf(row) == 0)
            _pages.Add(new ClientPage());
        PageOf(row).Add(id, name, key, lastSeen);
        _ids.Add(row);
        _names.Add(row);
        Rows++;
        return row;
    }

    private void ThrowIfCleared()
    {
        if (_isCleared)
            throw new ObjectDisposedException(nameof(SeedFileStore));
    }
}
