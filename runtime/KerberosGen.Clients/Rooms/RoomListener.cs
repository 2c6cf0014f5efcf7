using System.Collections.Concurrent;
using System.Text;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// The receiving half of a connection to a room: answers go to the questions, in their order, and events into a queue. What
/// the room may not send ends it.
/// </summary>
/// <param name="input">What arrives.</param>
/// <param name="session">Opens events.</param>
/// <param name="clock">The time.</param>
internal sealed class RoomListener(FrameReader<ResponseHeader> input, ClientSession session, TimeProvider clock)
{
    /// <summary>What is said of a connection that ended in order.</summary>
    public const string TheEnd = "The room closed the connection.";

    /// <summary>Bytes that an event counts for beside its content, while it waits for its reader.</summary>
    public const int EventOverhead = 200;

    private const int MaxBytesHeld = 8 * 1024 * 1024;

    private readonly ConcurrentQueue<Question> _questions = new();
    private readonly TaskCompletionSource<bool> _proof = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heardAt = clock.GetTimestamp();
    private string? _notice;
    private volatile bool _isOver;
    private volatile bool _maySubscribe;
    private volatile Exception? _writeFailure;

    /// <summary>What happens in the room.</summary>
    public HeldQueue<RoomEventRecord> Events { get; } = new(MaxBytesHeld);

    /// <summary>Ends once an event has verified, which nobody but the room can make; fails if none will come.</summary>
    public Task<bool> Proof => _proof.Task;

    /// <summary>True once nothing more comes.</summary>
    public bool IsOver => _isOver;

    /// <summary>True once the room may tell events.</summary>
    public bool MaySubscribe { set => _maySubscribe = value; }

    /// <summary>Why the other half ended the connection.</summary>
    public Exception? WriteFailure { set => _writeFailure = value; }

    /// <summary>For how long the room has owed an answer and has not sent anything; zero if it owes none, or we do not read.</summary>
    public TimeSpan Silence => _questions.TryPeek(out Question? owed) && !Events.IsFull
        ? clock.GetElapsedTime(Math.Max(owed.AskedAt, Volatile.Read(ref _heardAt)))
        : TimeSpan.Zero;

    /// <summary>A question is about to be written. Called in the order of the writing.</summary>
    public void Expect(Question question)
    {
        _questions.Enqueue(question);
        // It may have ended just now.
        if (_isOver)
            FailQuestions(new IOException(TheEnd));
    }

    /// <summary>Reads until the connection ends. Never throws.</summary>
    /// <param name="closing">Set when we close the connection, or could not write to it.</param>
    public async Task RunAsync(CancellationToken closing)
    {
        Exception? failure = null;
        try
        {
            await ReadToTheEndAsync(closing).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            failure = _writeFailure is { } broken ? new IOException($"The connection to the room broke: {broken.Message}", broken) : null;
        }
        catch (Exception e) when (e is IOException or RequestRefusedException)
        {
            failure = e;
        }

        _isOver = true;
        Events.Complete(failure);
        FailQuestions(failure ?? new IOException(TheEnd));
        _proof.TrySetException(failure ?? new IOException(TheEnd));
        _ = _proof.Task.Exception;
    }

    private static bool TryReadMembers(ReadOnlySpan<byte> payload, out MemberEntry[] members)
    {
        bool isRead = MembersResponse.Unpack(payload, out MembersResponse response).AsWhole(payload.Length).IsDone;
        members = isRead ? response.Members.ToArray() : [];
        return isRead;
    }

    private async Task ReadToTheEndAsync(CancellationToken closing)
    {
        bool goesOn;
        do
        {
            goesOn = await input.FillAsync(closing).ConfigureAwait(false);
            Volatile.Write(ref _heardAt, clock.GetTimestamp());
            while (TakeNext(out RoomEventRecord? happened, out bool isLast))
            {
                if (happened is not null)
                {
                    await Events.WriteAsync(happened, EventOverhead + happened.Content.Length, closing).ConfigureAwait(false);
                    Volatile.Write(ref _heardAt, clock.GetTimestamp());
                }

                if (isLast)
                    return;
            }
        }
        while (goesOn);
    }

    private bool TakeNext(out RoomEventRecord? happened, out bool isLast)
    {
        happened = null;
        isLast = false;
        switch (input.TryRead(out ResponseHeader header, out ReadOnlySpan<byte> payload))
        {
            case FrameStatus.Done when header.Version != ProtocolLimits.Version:
                throw new RequestRefusedException($"The room speaks version {header.Version} of the protocol; this client speaks {ProtocolLimits.Version}.");
            case FrameStatus.Done when header.Code == RoomEvent.Code:
                happened = TakeEvent(payload);
                return true;
            case FrameStatus.Done:
                isLast = TakeAnswer(in header, payload);
                return true;
            case FrameStatus.SizeRefused:
                throw new RequestRefusedException($"The room announced {header.PayloadSize} bytes for an answer {header.Code}, which it cannot have.");
            case FrameStatus.HeaderRefused:
                throw new RequestRefusedException("The room sent a header that is not valid.");
            default:
                return false;
        }
    }

    private RoomEventRecord TakeEvent(ReadOnlySpan<byte> payload)
    {
        if (!_maySubscribe)
            throw new RequestRefusedException("The room told an event before it was asked to.");
        RoomEventRecord happened = session.OpenEvent(payload)
            ?? throw new UnverifiedEventException();
        _proof.TrySetResult(true);
        if (happened is { Sequence: 0, Kind: EventKind.Notice })
            _notice = Encoding.UTF8.GetString(happened.Content.Span);
        return happened;
    }

    private bool TakeAnswer(in ResponseHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_questions.TryDequeue(out Question? question))
            throw new RequestRefusedException($"The room sent an answer {header.Code} to nothing.");
        // The reason of a refusal stands before it.
        string? reason = _notice;
        _notice = null;
        MemberEntry[] members = [];
        if (header.Code is GeneralError.Code or OriginalUnknownClient.Code)
        {
            question.Refuse(reason);
            return question.IsLast;
        }

        bool isRead = header.Code != MembersResponse.Code || TryReadMembers(payload, out members);
        if (header.Code == question.Expected && isRead)
        {
            question.Grant(members);
            return question.IsLast;
        }

        var failure = new RequestRefusedException($"The room answered {header.Code} with {payload.Length} bytes where {question.Expected} was due, which makes no sense.");
        question.Fail(failure);
        throw failure;
    }

    private void FailQuestions(Exception failure)
    {
        while (_questions.TryDequeue(out Question? question))
            question.Fail(failure);
    }
}
