using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace KerberosGen.Kdc;

/// <summary>Tells systemd how the KDC does, if systemd has started it and asked for that: <c>Type=notify</c>, <c>WatchdogSec=</c>.</summary>
internal sealed class SystemdReports
{
    private static readonly ServiceState Watchdog = new("WATCHDOG=1");

    private readonly SystemdNotifier _notifier = new();

    /// <summary>How often systemd wants to hear that the KDC lives; null if never.</summary>
    public TimeSpan? WatchdogInterval { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    public void Ready(string status) => Notify(new ServiceState($"READY=1\nSTATUS={status}"));

    public void Stopping() => Notify(new ServiceState("STOPPING=1\nSTATUS=Draining"));

    public void Lives()
    {
        if (WatchdogInterval is not null)
            Notify(Watchdog);
    }

    private void Notify(ServiceState state)
    {
        try
        {
            _notifier.Notify(state);
        }
        catch (SocketException)
        {
            // Nobody listens there any more: then nobody waits for it either.
        }
    }
}
