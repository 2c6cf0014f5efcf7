using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Finds the request that a response answers: responses keep the order of the requests of their connection, and events (1606)
/// stand between any two of them. It holds at most 256 requests of each of 4,096 connections and forgets the oldest.
/// </summary>
/// <typeparam name="T">What is kept of a request.</typeparam>
internal sealed class RequestPairs<T>
    where T : class
{
    private const int MaxStreams = 4096;
    private const int MaxWaiting = 256;

    private readonly Dictionary<int, Queue<(ushort Code, T Request)>> _waiting = [];
    private readonly Queue<int> _byAge = new();

    /// <summary>Notes a request.</summary>
    public void Ask(int stream, ushort code, T request)
    {
        if (!_waiting.TryGetValue(stream, out Queue<(ushort, T)>? waiting))
        {
            if (_byAge.Count == MaxStreams)
                _waiting.Remove(_byAge.Dequeue());
            _waiting.Add(stream, waiting = new Queue<(ushort, T)>());
            _byAge.Enqueue(stream);
        }

        if (waiting.Count == MaxWaiting)
            waiting.Dequeue();
        waiting.Enqueue((code, request));
    }

    /// <summary>The request that a response answers, which is forgotten then; null if it is not known.</summary>
    public T? TakeAnswered(int stream, ushort answer)
    {
        if (answer == RoomEvent.Code || !_waiting.TryGetValue(stream, out Queue<(ushort Code, T Request)>? waiting))
            return null;
        // A request whose answer the capture does not hold would push every later pair out of step.
        while (waiting.TryDequeue(out (ushort Code, T Request) asked))
        {
            if (MayAnswer(asked.Code, answer))
                return asked.Request;
        }

        return null;
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
