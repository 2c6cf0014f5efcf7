namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Datagrams of which fragments are missing: at most 256 of them, 4 MiB together, and none for longer than 30 seconds of
/// the capture's time. The oldest is given up.
/// </summary>
internal sealed class FragmentTable
{
    private const int DatagramLimit = 256;
    private const int ByteLimit = 4 * 1024 * 1024;
    private const int LargestDatagram = ushort.MaxValue;

    // As Linux does (net.ipv4.ipfrag_time).
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private readonly Dictionary<FlowKey, LinkedListNode<FragmentedDatagram>> _byKey = [];
    private readonly LinkedList<FragmentedDatagram> _byAge = new();
    private long _held;

    /// <summary>Datagrams that were given up.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Takes a fragment.</summary>
    /// <param name="key">Its datagram.</param>
    /// <param name="fragment">Where it belongs in it.</param>
    /// <param name="bytes">What was kept of it.</param>
    /// <param name="time">When it was captured.</param>
    /// <returns>The datagram, if it is now whole.</returns>
    public FragmentedDatagram? Add(in FlowKey key, in Fragment fragment, ReadOnlySpan<byte> bytes, DateTimeOffset time)
    {
        while (_byAge.First is { } oldest && time - oldest.Value.Begun > TimeLimit)
            GiveUp(oldest);
        if (fragment.Place + fragment.Length > LargestDatagram)
            return null;
        if (!_byKey.TryGetValue(key, out LinkedListNode<FragmentedDatagram>? node))
        {
            node = _byAge.AddLast(new FragmentedDatagram(key, time));
            _byKey.Add(key, node);
        }

        _held -= node.Value.Held;
        node.Value.Add(fragment, bytes);
        _held += node.Value.Held;
        if (node.Value.IsWhole)
        {
            Remove(node);
            return node.Value;
        }

        while (_byAge.Count > DatagramLimit || _held > ByteLimit)
            GiveUp(_byAge.First!);
        return null;
    }

    /// <summary>Gives all of them up.</summary>
    public void Clear()
    {
        while (_byAge.First is { } oldest)
            GiveUp(oldest);
    }

    private void GiveUp(LinkedListNode<FragmentedDatagram> node)
    {
        Remove(node);
        GivenUp++;
    }

    private void Remove(LinkedListNode<FragmentedDatagram> node)
    {
        _byKey.Remove(node.Value.Key);
        _byAge.Remove(node);
        _held -= node.Value.Held;
    }
}
