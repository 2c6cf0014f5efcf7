namespace KerberosGen.Hosting;

/// <summary>
/// The answers of the last moments, so that a request that is sent again gets the answer it got before, and one that is still
/// at work is not done twice. Bounded in answers and in bytes: what is oldest goes first. Remembering allocates nothing once the
/// index has its size. Safe to use from several threads.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="maxAnswers">Answers that are kept at most.</param>
/// <param name="maxBytes">Bytes of answers that are kept at most.</param>
internal sealed class AnswerMemory(TimeProvider clock, int maxAnswers, int maxBytes)
{
    /// <summary>How long an answer is kept: longer than a client goes on asking.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly byte[] _ring = GC.AllocateUninitializedArray<byte>(maxBytes);
    private readonly Dictionary<AnswerKey, Kept> _answers = [];
    private readonly Queue<(AnswerKey Key, long At)> _oldest = new();
    private readonly long _life = (long)(Life.TotalSeconds * clock.TimestampFrequency);

    // Bytes written to the ring so far, gaps at its end among them.
    private long _written;

    /// <summary>Answers that are kept, and requests at work.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _answers.Count;
        }
    }

    /// <summary>Looks a request up, and copies its answer.</summary>
    /// <param name="key">The request.</param>
    /// <param name="answer">Where the answer is copied to; it must have room for any.</param>
    /// <param name="size">Bytes of the answer.</param>
    public AnswerState Find(in AnswerKey key, Span<byte> answer, out int size)
    {
        lock (_gate)
        {
            size = 0;
            if (!_answers.TryGetValue(key, out Kept kept))
                return AnswerState.New;
            if (kept.IsAtWork)
                return AnswerState.AtWork;
            if (IsGone(in kept))
                return AnswerState.New;
            size = kept.Size;
            _ring.AsSpan((int)(kept.At % maxBytes), size).CopyTo(answer);
            return AnswerState.Answered;
        }
    }

    /// <summary>Notes that a request is at work. It stays so until it is remembered or forgotten.</summary>
    public void Begin(in AnswerKey key)
    {
        lock (_gate)
            _answers[key] = Kept.AtWork;
    }

    /// <summary>Forgets that a request is at work: it got no answer.</summary>
    public void Forget(in AnswerKey key)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(key, out Kept kept) && kept.IsAtWork)
                _answers.Remove(key);
        }
    }

    /// <summary>Keeps a request's answer for a moment.</summary>
    public void Remember(in AnswerKey key, ReadOnlySpan<byte> answer)
    {
        lock (_gate)
        {
            int start = (int)(_written % maxBytes);
            if (answer.Length > maxBytes - start)
                _written += maxBytes - start;
            answer.CopyTo(_ring.AsSpan((int)(_written % maxBytes)));
            _answers[key] = new Kept(_written, answer.Length, clock.GetTimestamp() + _life);
            _oldest.Enqueue((key, _written));
            // Also one without bytes has its own place, by which it is told from a later one.
            _written += Math.Max(answer.Length, 1);
            while (_oldest.TryPeek(out (AnswerKey Key, long At) oldest) && IsSpent(oldest.Key, oldest.At))
                Drop(_oldest.Dequeue());
        }
    }

    private bool IsSpent(in AnswerKey key, long at) =>
        _oldest.Count > maxAnswers || !_answers.TryGetValue(key, out Kept kept) || kept.At != at || IsGone(in kept);

    private void Drop((AnswerKey Key, long At) oldest)
    {
        if (_answers.TryGetValue(oldest.Key, out Kept kept) && kept.At == oldest.At)
            _answers.Remove(oldest.Key);
    }

    private bool IsGone(in Kept kept) => kept.Until < clock.GetTimestamp() || _written - kept.At > maxBytes;

    private readonly record struct Kept(long At, int Size, long Until)
    {
        public static readonly Kept AtWork = new(-1, 0, 0);

        public bool IsAtWork => At < 0;
    }
}
