namespace KerberosGen.Protocol;

/// <summary>What an operator wants, and where the answer goes.</summary>
internal sealed class AnsweredWish<TWish, TAnswer>(TWish wish) : OperatorWish
{
    private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is wanted.</summary>
    public TWish Wish { get; } = wish;

    /// <summary>The answer; cancelled if the room ends before it is given.</summary>
    public Task<TAnswer> Answer => _answer.Task;

    /// <summary>Answers.</summary>
    public void Grant(TAnswer answer) => _answer.TrySetResult(answer);

    /// <inheritdoc/>
    public override void Abandon() => _answer.TrySetCanceled();
}
