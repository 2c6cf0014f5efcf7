using System.Globalization;
using System.Runtime.CompilerServices;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>How far an import is, on standard error where that is a terminal, and only once it takes longer than a second.</summary>
internal sealed class TransferProgress : IDisposable
{
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _terminal = new();
    private readonly string _verb;
    private readonly long? _total;
    private readonly Timer? _timer;
    private long _count;
    private bool _isShown;
    private bool _isOver;

    private TransferProgress(string verb, long? total, bool hasPlace)
    {
        _verb = verb;
        _total = total;
        if (hasPlace)
            _timer = new Timer(_ => Show(), null, Patience, Pause);
    }

    /// <summary>Begins.</summary>
    /// <param name="verb">What is done: <c>checked</c>, <c>imported</c>.</param>
    /// <param name="total">How many principals there are; null if nobody knows yet.</param>
    public static TransferProgress Begin(string verb, long? total) =>
        new(verb, total, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or ""));

    /// <summary>The same principals, counted as they pass.</summary>
    public async IAsyncEnumerable<TransferredPrincipal> CountAsync(
        IAsyncEnumerable<TransferredPrincipal> principals, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TransferredPrincipal principal in principals.WithCancellation(cancellation))
        {
            Interlocked.Increment(ref _count);
            yield return principal;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_terminal)
        {
            _isOver = true;
            if (_isShown)
                Console.Error.Write(EraseLine);
        }
    }

    private void Show()
    {
        lock (_terminal)
        {
            if (_isOver)
                return;
            _isShown = true;
            string of = _total is { } total ? string.Create(CultureInfo.InvariantCulture, $" of {total:N0}") : "";
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{Interlocked.Read(ref _count):N0}{of} {_verb}"));
        }
    }
}
