using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KerberosGen.Kdc;

/// <summary>The endpoints for <c>kdc principals</c> and <c>kdc services</c>. Lists are streams: a line of JSON for each.</summary>
internal static class AdministrationEndpoints
{
    public const string Status = "/status", Clients = "/clients", Services = "/services", Acts = "/acts";

    private const int FlushSize = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes, AdministrationScope scope)
    {
        LocalAdministration For(HttpContext context) => new(scope.Database, scope.Audit, AdministrationPeer.Of(context), scope.KdcEndPoint);

        routes.MapGet(Status, context => context.Response.WriteAsJsonAsync(
            new KdcStatus(scope.KdcEndPoint.ToString()), AdministrationJson.Default.KdcStatus, cancellationToken: context.RequestAborted));
        routes.MapGet(Clients, context => StreamAsync(
            context, For(context).ReadClientsAsync(context.RequestAborted), AdministrationJson.Default.ClientRow));
        routes.MapGet(Services, context => StreamAsync(
            context, For(context).ReadServicesAsync(context.RequestAborted), AdministrationJson.Default.ServiceRow));
        routes.MapPost(Acts, async context =>
        {
            AdministrativeAct act = await JsonSerializer.DeserializeAsync(context.Request.Body, AdministrationJson.Default.AdministrativeAct, context.RequestAborted)
                ?? throw new JsonException();
            // What has begun is finished, even if whoever asked has gone: half an act is none that the audit log could tell.
            ActOutcome outcome = await For(context).ActAsync(act, CancellationToken.None);
            await context.Response.WriteAsJsonAsync(outcome, AdministrationJson.Default.ActOutcome, cancellationToken: context.RequestAborted);
        });
    }

    private static async Task StreamAsync<T>(HttpContext context, IAsyncEnumerable<T> rows, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/x-ndjson";
        PipeWriter body = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(body);
        long flushed = 0;
        long written = 0;
        await foreach (T row in rows)
        {
            JsonSerializer.Serialize(json, row, type);
            json.Flush();
            written += json.BytesCommitted;
            json.Reset();
            body.Write("\n"u8);
            if (written - flushed < FlushSize)
                continue;
            flushed = written;
            await body.FlushAsync(context.RequestAborted);
        }
    }
}
