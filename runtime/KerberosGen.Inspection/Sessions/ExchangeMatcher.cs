namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Brings answers together with their requests: in order, connection by connection. Over UDP, where either may be lost, the same bytes
/// again are the same request, and a request waits one second once another follows it, five at the most. It remembers no connection without a waiting request, 1,024 requests of one connection, and
/// 65,536 in all; what waits longest is given up first.
/// </summary>
/// <typeparam name="TRequest">What is remembered of a request.</typeparam>
internal sealed class ExchangeMatcher<TRequest>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceWithNext = TimeSpan.FromSeconds(1);

    private const int MostOfOne = 1024;
    private const int MostOfAll = 65_536;

    private readonly Dictionary<int, Queue<Waiting>> _waiting = [];
    private readonly Queue<int> _oldest = [];
    private readonly Action<TRequest> _giveUp;
    private int _count;

    /// <summary>Begins with nothing waiting.</summary>
    /// <param name="giveUp">Is told of each request that gets no answer.</param>
    public ExchangeMatcher(Action<TRequest> giveUp) => _giveUp = giveUp;

    /// <summary>A request waits from now on, unless it is one that waits already: that one then.</summary>
    /// <param name="stream">Its connection.</param>
    /// <param name="time">When.</param>
    /// <param name="request">What to remember of it.</param>
    /// <param name="content">Over UDP: a hash of its bytes. Over TCP, whose own repetitions are none, null.</param>
    /// <param name="same">The request with the same bytes that waits already.</param>
    /// <returns>True if it waits, false if it repeats another.</returns>
    public bool TryAsk(int stream, DateTimeOffset time, TRequest request, int? content, out TRequest same)
    {
        same = default!;
        if (content is not null && FindSame(stream, content.Value) is { } before)
        {
            same = before.Request;
            return false;
        }

        if (content is not null)
            GiveUpOld(stream, time - PatienceWithNext);
        if (!_waiting.TryGetValue(stream, out Queue<Waiting>? queue))
            _waiting[stream] = queue = [];
        if (queue.Count == MostOfOne)
            GiveUpFirst(stream, queue);
        queue.Enqueue(new Waiting(time, request, content));
        _oldest.Enqueue(stream);
        _count++;
        while (_count > MostOfAll && _oldest.TryDequeue(out int old))
        {
            if (_waiting.TryGetValue(old, out queue))
                GiveUpFirst(old, queue);
        }

        if (_oldest.Count > 4 * MostOfAll)
            ForgetAnswered();
        return true;
    }

    /// <summary>An answer has come: the request that it answers and how long that waited; false if none waits.</summary>
    public bool TryAnswer(int stream, DateTimeOffset time, bool isTcp, out TRequest request, out TimeSpan delay)
    {
        if (!isTcp)
            GiveUpOld(stream, time - Patience);
        if (!_waiting.TryGetValue(stream, out Queue<Waiting>? queue))
        {
            request = default!;
            delay = default;
            return false;
        }

        (DateTimeOffset asked, request, _) = queue.Dequeue();
        delay = time < asked ? TimeSpan.Zero : time - asked;
        Shrink(stream, queue);
        return true;
    }

    /// <summary>Nothing more comes: what waits is given up.</summary>
    public void Complete()
    {
        foreach (int stream in _waiting.Keys.Order().ToList())
        {
            while (_waiting.TryGetValue(stream, out Queue<Waiting>? queue))
                GiveUpFirst(stream, queue);
        }
    }

    private void GiveUpOld(int stream, DateTimeOffset latest)
    {
        while (_waiting.TryGetValue(stream, out Queue<Waiting>? queue) && queue.Peek().Time <= latest)
            GiveUpFirst(stream, queue);
    }

    private void GiveUpFirst(int stream, Queue<Waiting> queue)
    {
        TRequest request = queue.Dequeue().Request;
        Shrink(stream, queue);
        _giveUp(request);
    }

    private void Shrink(int stream, Queue<Waiting> queue)
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

    private Waiting? FindSame(int stream, int content)
    {
        if (!_waiting.TryGetValue(stream, out Queue<Waiting>? queue))
            return null;
        foreach (Waiting waiting in queue)
        {
            if (waiting.Content == content)
                return waiting;
        }

        return null;
    }

    private readonly record struct Waiting(DateTimeOffset Time, TRequest Request, int? Content);
}
