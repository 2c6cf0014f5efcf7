using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A client that was asked for lately, so that asking again allocates nothing.</summary>
/// <param name="principal">The client.</param>
/// <param name="page">The page it is on.</param>
/// <param name="at">Its place there.</param>
internal sealed class RecentClient(ClientPrincipal principal, ClientPage page, int at)
{
    private volatile ClientPrincipal _principal = principal;

    /// <summary>The client.</summary>
    public ClientPrincipal Principal => _principal;

    /// <summary>Notes a request.</summary>
    public void Note(DateTimeOffset now) => page.Note(at, now);

    /// <summary>Brings what was noted into the client. Its key stays the same object.</summary>
    public void Refresh()
    {
        ClientPrincipal principal = _principal;
        DateTimeOffset seen = page.LastSeen(at);
        if (seen != principal.LastSeen)
            _principal = principal with { LastSeen = seen };
    }
}
