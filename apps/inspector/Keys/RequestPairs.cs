using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Finds the request that a response answers: responses keep the order of the requests of their connection, and events (1606)
/// stand between any two of them. It holds a bounded number of requests, at most 256 of one connection, and forgets the oldest.
/// </summary>
/// <typeparam name="T">What is kept of a request.</typeparam>
/// <param name="capacity">How many requests it holds.</param>
internal sealed class RequestPairs<T>(int capacity)
    where T : class
{
    private const int MaxWaiting = 256;

    private readonly Dictionary<int, Queue<(ushort Code, T Request)>> _waiting = [];
    private readonly Queue<int> _byAge = new();
    private int _count;

    /// <summary>Notes a request.</summary>
    public void Ask(int stream, ushort code, T request)
    {
        if (_count == capacity)
            ForgetOldest();
        if (!_waiting.TryGetValue(stream, out Queue<(ushort, T)>? waiting))
        {
            _waiting.Add(stream, waiting = new Queue<(ushort, T)>());
            _byAge.Enqueue(stream);
        }

        waiting.Enqueue((code, request));
        _count++;
        if (waiting.Count <= MaxWaiting)
            return;
        waiting.Dequeue();
        _count--;
    }

    /// <summary>The request that a response answers, which is forgotten then; null if it is not known.</summary>
    public T? TakeAnswered(int stream, ushort answer)
    {
        if (answer == RoomEvent.Code || !_waiting.TryGetValue(stream, out Queue<(ushort Code, T Request)>? waiting))
            return null;
        // A request whose answer the capture does not hold would push every later pair out of step.
        while (waiting.TryDequeue(out (ushort Code, T Request) asked))
        {
            _count--;
            if (MayAnswer(asked.Code, answer))
                return asked.Request;
        }

        return null;
    }

    // A connection without waiting requests is forgotten too, so the connections are bounded as the requests are.
    private void ForgetOldest()
    {
        int stream = _byAge.Dequeue();
        if (_waiting.Remove(stream, out Queue<(ushort, T)>? waiting))
            _count -= waiting.Count;
    }

    private static bool MayAnswer(ushort request, ushort answer) => answer switch
    {
        RegistrationSuccess.Code or RegistrationFailure.Code => request is ClientRegistration.Code or ServiceRegistration.Code,
        ServiceListResponse.Code => request == ServiceListRequest.Code,
        TicketResponse.Code => request == TicketRequest.Code,
        SymmetricKeyAck.Code => request is SymmetricKeyRequest.Code or SubscribeRequest.Code or LeaveRequest.Code,
        MessageAck.Code => request == ChatMessage.Code,
        MembersResponse.Code => request == MembersRequest.Code,
        _ => true,
    };
}
