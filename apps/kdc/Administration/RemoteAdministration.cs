using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KerberosGen.Kdc;

/// <summary>Administration through the socket of a running KDC.</summary>
/// <param name="kdc">Asks it.</param>
internal sealed class RemoteAdministration(HttpClient kdc) : IKdcAdministration
{
    public async ValueTask<IPEndPoint?> FindKdcAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, AdministrationEndpoints.Status), cancellation);
        KdcStatus? status = await response.Content.ReadFromJsonAsync(AdministrationJson.Default.KdcStatus, cancellation);
        return IPEndPoint.Parse(status!.Address);
    }

    public IAsyncEnumerable<ClientRow> ReadClientsAsync(CancellationToken cancellation) =>
        ReadAsync(AdministrationEndpoints.Clients, AdministrationJson.Default.ClientRow, cancellation);

    public IAsyncEnumerable<ServiceRow> ReadServicesAsync(CancellationToken cancellation) =>
        ReadAsync(AdministrationEndpoints.Services, AdministrationJson.Default.ServiceRow, cancellation);

    public async Task<ActOutcome> ActAsync(AdministrativeAct act, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AdministrationEndpoints.Acts)
        {
            Content = JsonContent.Create(act, AdministrationJson.Default.AdministrativeAct),
        };
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return (await response.Content.ReadFromJsonAsync(AdministrationJson.Default.ActOutcome, cancellation))!;
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (T? row in JsonSerializer.DeserializeAsyncEnumerable(body, type, topLevelValues: true, cancellation))
            yield return row!;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        RunningKdc.SendAsync(kdc, request, "'kdc principals list' or the audit log tells what was done.", cancellation);
}
