using System.Text;

namespace KerberosGen.Client;

/// <summary>Writes lines of UTF-8, each at once. When nobody reads any more, it goes on without a word.</summary>
/// <param name="stream">Where to.</param>
internal sealed class EventOutput(Stream stream)
{
    private const int BrokenPipe = 32;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when nothing can be written any more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why nothing can be written any more, unless it is only that nobody reads; else null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Writes a line.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            if (_closed.Task.IsCompleted)
                return;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            await stream.FlushAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = e.HResult == BrokenPipe ? null : CheckedOutput.ProblemOf(e);
            _closed.TrySetResult();
        }
        finally
        {
            _writing.Release();
        }
    }
}
