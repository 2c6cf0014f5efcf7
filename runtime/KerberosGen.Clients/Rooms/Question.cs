using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>A request that the room owes an answer.</summary>
/// <param name="expected">The code of the answer that grants it; 1609 refuses it.</param>
/// <param name="explain">What a refusal says to who asked.</param>
/// <param name="askedAt">When it was asked, as a time stamp of the clock.</param>
internal sealed class Question(ushort expected, Func<string> explain, long askedAt)
{
    private readonly TaskCompletionSource<MemberEntry[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The code of the answer that grants it.</summary>
    public ushort Expected { get; } = expected;

    /// <summary>When it was asked, as a time stamp of the clock.</summary>
    public long AskedAt { get; } = askedAt;

    /// <summary>True if nothing comes after its answer.</summary>
    public bool IsLast { get; init; }

    /// <summary>Ends when it is granted, with who is here where that was asked; fails with <see cref="RequestRefusedException"/>, or with <see cref="IOException"/> if no answer comes.</summary>
    public Task<MemberEntry[]> Answer => _answer.Task;

    /// <summary>It is granted.</summary>
    public void Grant(MemberEntry[] members) => _answer.TrySetResult(members);

    /// <summary>It is refused.</summary>
    /// <param name="reason">Why, if the room said.</param>
    public void Refuse(string? reason) => Fail(new RequestRefusedException(explain(), GeneralError.Code) { Reason = reason });

    /// <summary>It is never answered.</summary>
    public void Fail(Exception failure)
    {
        _answer.TrySetException(failure);
        // Who asked may not be waiting any more.
        _ = _answer.Task.Exception;
    }
}
