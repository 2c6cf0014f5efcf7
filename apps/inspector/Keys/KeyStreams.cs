using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>What is known of each connection: whose it is, and the session key that opens it. It holds the last 16,384.</summary>
internal sealed class KeyStreams
{
    private const int Capacity = 16 * 1024;

    private readonly Dictionary<int, KeyStream> _streams = [];
    private readonly Queue<int> _byAge = new();

    /// <summary>How many connections were let in.</summary>
    public int Admitted { get; private set; }

    /// <summary>Of how many of them the ticket and the authenticator are authenticated.</summary>
    public int Verified { get; private set; }

    /// <summary>Notes that a room has accepted a ticket.</summary>
    public void Admit(int number, PrincipalId client)
    {
        KeyStream stream = Of(number);
        if (stream.Admitted is null)
        {
            Admitted++;
            Verified += stream.IsVerified == true ? 1 : 0;
        }

        stream.Admitted = client;
    }

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
        private readonly KeyDirection _fromClient = new();
        private readonly KeyDirection _fromServer = new();

        /// <summary>The client that its requests are of.</summary>
        public PrincipalId? Client { get; set; }

        /// <summary>The client whose ticket was accepted.</summary>
        public PrincipalId? Admitted { get; set; }

        /// <summary>The session key that opened its handshake, or a message of it.</summary>
        public KnownKey? Session { get; set; }

        /// <summary>The IV of its first authenticator; null if that was not seen.</summary>
        public Iv? AuthenticatorIv { get; set; }

        /// <summary>True if the ticket and the authenticator are authenticated: all that follows must be. Null if no key tells.</summary>
        public bool? IsVerified { get; set; }

        /// <summary>The packets with a synthetic IV of one direction.</summary>
        public KeyDirection Of(PacketDirection? direction) => direction == PacketDirection.Response ? _fromServer : _fromClient;
    }

    /// <summary>One direction of a connection.</summary>
    internal sealed class KeyDirection
    {
        /// <summary>How many packets were authenticated: the place of the next one.</summary>
        public ulong Count { get; set; }

        /// <summary>True where packets may be missing that count.</summary>
        public bool IsLost { get; set; }
    }
}
