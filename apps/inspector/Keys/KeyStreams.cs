using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>What is known of each connection: whose it is, and the session key that opens it. It holds the last 16,384.</summary>
internal sealed class KeyStreams
{
    private const int Capacity = 16 * 1024;

    private readonly Dictionary<int, KeyStream> _streams = [];
    private readonly Queue<int> _byAge = new();

    public KeyStream? Find(int? stream) => stream is { } number ? _streams.GetValueOrDefault(number) : null;

    public KeyStream Of(int number)
    {
        if (_streams.TryGetValue(number, out KeyStream? known))
            return known;
        if (_byAge.Count == Capacity)
            _streams.Remove(_byAge.Dequeue());
        var stream = new KeyStream();
        _streams.Add(number, stream);
        _byAge.Enqueue(number);
        return stream;
    }

    /// <summary>Leaves a key out: it is no longer there.</summary>
    public void Forget(KnownKey key)
    {
        foreach (KeyStream stream in _streams.Values)
        {
            if (stream.Session == key)
                stream.Session = null;
        }
    }

    /// <summary>One connection.</summary>
    internal sealed class KeyStream
    {
        /// <summary>The client that its requests are of.</summary>
        public PrincipalId? Client { get; set; }

        /// <summary>The client whose ticket was accepted.</summary>
        public PrincipalId? Admitted { get; set; }

        /// <summary>The session key that opened its handshake, or a message of it.</summary>
        public KnownKey? Session { get; set; }
    }
}
