using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A client in memory. When it was last seen stands apart from the rest, so that a request need not allocate.</summary>
internal sealed class ClientEntry(ClientPrincipal principal)
{
    private volatile ClientPrincipal _principal = principal;
    private long _seenTicks = principal.LastSeen.UtcTicks;

    /// <summary>The client, with the LastSeen that the file has.</summary>
    public ClientPrincipal Principal => _principal;

    /// <summary>Notes a request, in ticks of UTC.</summary>
    public void Note(DateTimeOffset now) => Volatile.Write(ref _seenTicks, now.UtcTicks);

    /// <summary>Brings what was noted into the principal.</summary>
    public void Refresh()
    {
        long ticks = Volatile.Read(ref _seenTicks);
        if (ticks != _principal.LastSeen.UtcTicks)
            _principal = _principal with { LastSeen = new DateTimeOffset(ticks, TimeSpan.Zero) };
    }
}
