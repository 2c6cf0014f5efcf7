namespace KerberosGen.Kdc;

/// <summary>Asks a running KDC through its socket.</summary>
internal static class RunningKdc
{
    /// <summary>Sends a request; the answer's body is still to be read.</summary>
    /// <param name="kdc">The way to the socket.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="advice">A sentence: what to do if no answer comes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">The KDC answered a problem.</exception>
    /// <exception cref="IOException">It did not answer.</exception>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient kdc, HttpRequestMessage request, string advice, CancellationToken cancellation)
    {
        try
        {
            HttpResponseMessage response = await kdc.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await AdministrationProblem.ThrowIfAnyAsync(response, cancellation);
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The running KDC did not answer ({e.Message.TrimEnd('.')}). {advice}", e);
        }
    }
}
