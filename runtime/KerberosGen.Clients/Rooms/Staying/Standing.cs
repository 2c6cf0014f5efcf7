namespace KerberosGen.Clients;

/// <summary>A connection that stands, will stand, or stood, for those who need it.</summary>
internal sealed class Standing
{
    private readonly TaskCompletionSource<ChatConnection> _connection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The connection, once it stands; fails if none will.</summary>
    public Task<ChatConnection> Connection => _connection.Task;

    /// <summary>Ends when it stands no more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>It stands.</summary>
    public void Begin(ChatConnection connection) => _connection.TrySetResult(connection);

    /// <summary>It stands no more.</summary>
    public void End() => _gone.TrySetResult();

    /// <summary>None will stand.</summary>
    public void Fail(Exception end)
    {
        _connection.TrySetException(end);
        _ = _connection.Task.Exception;
        End();
    }
}
