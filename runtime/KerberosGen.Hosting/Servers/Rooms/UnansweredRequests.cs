namespace KerberosGen.Hosting;

/// <summary>
/// How many bytes of requests one connection has handed over that were not answered yet. Answers come in the order of the
/// requests, so their number says which are done.
/// </summary>
/// <param name="maxCount">Requests that may be unanswered.</param>
/// <param name="maxBytes">Their bytes; a single one may have more.</param>
internal sealed class UnansweredRequests(int maxCount, int maxBytes)
{
    private readonly int[] _sizes = new int[maxCount];
    private int _first;
    private int _count;
    private int _bytes;

    /// <summary>A request was handed over.</summary>
    public void Add(int size)
    {
        _sizes[(_first + _count++) % maxCount] = size;
        _bytes += size;
    }

    /// <summary>True if no further request may be handed over before one is answered.</summary>
    /// <param name="pending">How many are unanswered by now.</param>
    public bool IsFull(int pending)
    {
        while (_count > pending)
        {
            _bytes -= _sizes[_first];
            _first = (_first + 1) % maxCount;
            _count--;
        }

        return _count == maxCount || _bytes >= maxBytes;
    }
}
