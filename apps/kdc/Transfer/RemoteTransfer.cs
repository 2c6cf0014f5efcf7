using System.Net.Http.Json;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Moves principals into and out of a running KDC, through its socket.</summary>
/// <param name="kdc">Asks it.</param>
internal sealed class RemoteTransfer(HttpClient kdc) : IPrincipalTransfer
{
    public async Task ExportAsync(Stream stream, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, TransferEndpoints.Export), cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        // A KDC that stops in the middle leaves the body without its end, which this throws for.
        await body.CopyToAsync(stream, cancellation);
    }

    public Task<ImportReport> CheckAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation) =>
        PostAsync(TransferEndpoints.Check, principals, mode, cancellation);

    public Task<ImportReport> ImportAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation) =>
        PostAsync(TransferEndpoints.Import, principals, mode, cancellation);

    private async Task<ImportReport> PostAsync(string path, IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?{TransferEndpoints.ModeParameter}={mode}") { Content = new DumpContent(principals) };
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return (await response.Content.ReadFromJsonAsync(TransferJson.Default.ImportReport, cancellation))!;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        RunningKdc.SendAsync(kdc, request, "Its log may say why; an import can be done again, and goes on where it ended.", cancellation);
}
