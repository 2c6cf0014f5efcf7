namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Brings answers together with their requests: in order, connection by connection. Over UDP, where either may be lost, a request
/// waits five seconds at the most. It remembers no connection without a waiting request, 1,024 requests of one connection, and
/// 65,536 in all; what waits longest is given up first.
/// </summary>
/// <typeparam name="TRequest">What is remembered of a request.</typeparam>
internal sealed class ExchangeMatcher<TRequest>
{
    /// <summary>How long a request over UDP waits for its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MostOfOne = 1024;
    private const int MostOfAll = 65_536;

    private readonly Dictionary<int, Queue<(DateTimeOffset Time, TRequest Request)>> _waiting = [];
    private readonly Queue<int> _oldest = [];
    private readonly Action<TRequest> _giveUp;
    private int _count;

    /// <summary>Begins with nothing waiting.</summary>
    /// <param name="giveUp">Is told of each request that gets no answer.</param>
    public ExchangeMatcher(Action<TRequest> giveUp) => _giveUp = giveUp;

    /// <summary>A request waits from now on.</summary>
    public void Ask(int stream, DateTimeOffset time, TRequest request)
    {
        if (!_waiting.TryGetValue(stream, out Queue<(DateTimeOffset, TRequest)>? queue))
            _waiting[stream] = queue = [];
        if (queue.Count == MostOfOne)
            GiveUpFirst(stream, queue);
        queue.Enqueue((time, request));
        _oldest.Enqueue(stream);
        _count++;
        while (_count > MostOfAll && _oldest.TryDequeue(out int old))
        {
            if (_waiting.TryGetValue(old, out queue))
                GiveUpFirst(old, queue);
        }

        if (_oldest.Count > 4 * MostOfAll)
            ForgetAnswered();
    }

    /// <summary>An answer has come: the request that it answers and how long that waited; false if none waits.</summary>
    public bool TryAnswer(int stream, DateTimeOffset time, bool isTcp, out TRequest request, out TimeSpan delay)
    {
        if (!isTcp)
            GiveUpOld(stream, time);
        if (!_waiting.TryGetValue(stream, out Queue<(DateTimeOffset Time, TRequest Request)>? queue))
        {
            request = default!;
            delay = default;
            return false;
        }

        (DateTimeOffset asked, request) = queue.Dequeue();
        delay = time < asked ? TimeSpan.Zero : time - asked;
        Shrink(stream, queue);
        return true;
    }

    /// <summary>The waiting requests of a connection, the oldest first.</summary>
    public IEnumerable<TRequest> Waiting(int stream) =>
        _waiting.TryGetValue(stream, out Queue<(DateTimeOffset Time, TRequest Request)>? queue) ? queue.Select(static r => r.Request) : [];

    /// <summary>Nothing more comes: what waits is given up.</summary>
    public void Complete()
    {
        foreach (int stream in _waiting.Keys.Order().ToList())
        {
            while (_waiting.TryGetValue(stream, out Queue<(DateTimeOffset, TRequest)>? queue))
                GiveUpFirst(stream, queue);
        }
    }

    private void GiveUpOld(int stream, DateTimeOffset time)
    {
        while (_waiting.TryGetValue(stream, out Queue<(DateTimeOffset Time, TRequest Request)>? queue) && time - queue.Peek().Time > Patience)
            GiveUpFirst(stream, queue);
    }

    private void GiveUpFirst(int stream, Queue<(DateTimeOffset Time, TRequest Request)> queue)
    {
        TRequest request = queue.Dequeue().Request;
        Shrink(stream, queue);
        _giveUp(request);
    }

    private void Shrink(int stream, Queue<(DateTimeOffset Time, TRequest Request)> queue)
    {
        _count--;
        if (queue.Count == 0)
            _waiting.Remove(stream);
    }

    // The order of age keeps an entry for each request that was answered since.
    private void ForgetAnswered()
    {
        List<(DateTimeOffset Time, int Stream)> left = [.. _waiting.SelectMany(static w => w.Value.Select(r => (r.Time, w.Key)))];
        _oldest.Clear();
        foreach ((_, int stream) in left.OrderBy(static l => l.Time))
            _oldest.Enqueue(stream);
    }
}
