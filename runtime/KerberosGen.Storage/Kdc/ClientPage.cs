using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// Some of the clients, in arrays: 61 bytes and the name for each. Keys are in memory that the garbage collector does not move.
/// One thread at a time, except for <see cref="Note"/>.
/// </summary>
internal sealed class ClientPage
{
    /// <summary>Clients on a page.</summary>
    public const int Rows = 1024;

    private const int NamesAtFirst = Rows * 8;

    private readonly byte[] _ids = new byte[Rows * PrincipalId.Size];
    private readonly byte[] _keys = GC.AllocateArray<byte>(Rows * AesKey.Size, pinned: true);
    private readonly long[] _seenTicks = new long[Rows];
    private readonly int[] _nameEnds = new int[Rows];
    private readonly RowState[] _states = new RowState[Rows];
    private byte[] _names = new byte[NamesAtFirst];

    private enum RowState : byte
    {
        Enabled,
        Disabled,
        Removed,
    }

    /// <summary>Clients on this page, those that were removed among them.</summary>
    public int Count { get; private set; }

    /// <summary>Its id, 16 bytes.</summary>
    public ReadOnlySpan<byte> Id(int at) => _ids.AsSpan(at * PrincipalId.Size, PrincipalId.Size);

    /// <summary>Its name, UTF-8 without a NUL.</summary>
    public ReadOnlySpan<byte> Name(int at)
    {
        int start = at == 0 ? 0 : _nameEnds[at - 1];
        return _names.AsSpan(start, _nameEnds[at] - start);
    }

    /// <summary>Its key, 32 bytes.</summary>
    public ReadOnlySpan<byte> Key(int at) => _keys.AsSpan(at * AesKey.Size, AesKey.Size);

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset LastSeen(int at) => new(Volatile.Read(ref _seenTicks[at]), TimeSpan.Zero);

    /// <summary>Notes a request.</summary>
    public void Note(int at, DateTimeOffset now) => Volatile.Write(ref _seenTicks[at], now.UtcTicks);

    /// <summary>True if it was removed.</summary>
    public bool IsRemoved(int at) => _states[at] == RowState.Removed;

    /// <summary>The client.</summary>
    public ClientPrincipal Read(int at)
    {
        PrincipalName.TryCreate(Name(at), out PrincipalName name);
        return new ClientPrincipal(new PrincipalId(Id(at)), name, new KeyMaterial(Key(at)), LastSeen(at), _states[at] == RowState.Disabled);
    }

    /// <summary>Adds a client, where there is room.</summary>
    public void Add(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, DateTimeOffset lastSeen)
    {
        int start = Count == 0 ? 0 : _nameEnds[Count - 1], end = start + name.Length;
        if (end > _names.Length)
            Array.Resize(ref _names, Math.Max(end, _names.Length * 2));
        id.CopyTo(_ids.AsSpan(Count * PrincipalId.Size));
        name.CopyTo(_names.AsSpan(start));
        key.CopyTo(_keys.AsSpan(Count * AesKey.Size));
        _nameEnds[Count] = end;
        _seenTicks[Count] = lastSeen.UtcTicks;
        Count++;
        if (Count == Rows)
            Array.Resize(ref _names, end);
    }

    /// <summary>Changes a client's key, its state, and when it was last seen, unless a request was noted since.</summary>
    public void Change(int at, DateTimeOffset seenBefore, ClientPrincipal after)
    {
        after.Key.Bytes.CopyTo(_keys.AsSpan(at * AesKey.Size));
        Interlocked.CompareExchange(ref _seenTicks[at], after.LastSeen.UtcTicks, seenBefore.UtcTicks);
        Disable(at, after.IsDisabled);
    }

    /// <summary>Disables or enables a client.</summary>
    public void Disable(int at, bool isDisabled) => _states[at] = isDisabled ? RowState.Disabled : RowState.Enabled;

    /// <summary>Removes a client; its id and name stay where they are, and its key does not.</summary>
    public void Remove(int at)
    {
        _states[at] = RowState.Removed;
        CryptographicOperations.ZeroMemory(_keys.AsSpan(at * AesKey.Size, AesKey.Size));
    }

    /// <summary>Clears the keys.</summary>
    public void ClearKeys() => CryptographicOperations.ZeroMemory(_keys);
}
