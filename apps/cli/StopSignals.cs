using System.Runtime.InteropServices;

namespace KerberosGen.Cli;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP, the end of the app's terminal, into a cancellation, from before an app does anything: a
/// server may be told to stop as soon as it says that it is ready. A second signal, or a stop that takes too long, ends the
/// process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _timeout;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Takes the signals over.</summary>
    /// <param name="timeout">How long a stop may take.</param>
    public StopSignals(TimeSpan timeout)
    {
        _timeout = timeout;
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stopping.Token;

    /// <summary>Gives the signals back.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (_stopping.IsCancellationRequested)
            return;
        signal.Cancel = true;
        _ = ExitAfterTimeoutAsync();
        _stopping.Cancel();
    }

    private async Task ExitAfterTimeoutAsync()
    {
        await Task.Delay(_timeout).ConfigureAwait(false);
        Environment.Exit(ExitCodes.Failed);
    }
}
