using System.Runtime.InteropServices;

namespace KerberosGen.Inspector;

/// <summary>
/// Ctrl-C and a request to end, heard for as long as this lives. A verb ends by itself once <see cref="Token"/> says so, with what
/// it has written being whole; if it cannot within two seconds, because whoever reads its output does not, the process ends all
/// the same. A second signal ends it at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _isOver = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _status;

    private Interrupt() => _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Cancelled once a signal has come.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True once a signal has come.</summary>
    public bool IsRequested => _status != 0;

    /// <summary>What the process answers then: 130 for Ctrl-C, 143 for a request to end, as a shell says it of a process that was ended by them.</summary>
    public int Status => _status;

    /// <summary>Begins to listen.</summary>
    public static Interrupt Listen() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver.Set();
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        int status = context.Signal == PosixSignal.SIGINT ? ExitStatus.Interrupted : ExitStatus.Terminated;
        if (Interlocked.CompareExchange(ref _status, status, 0) != 0)
            return;
        context.Cancel = true;
        _source.Cancel();
        if (!_isOver.Wait(Patience))
            Environment.Exit(status);
    }
}
