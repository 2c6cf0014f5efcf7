using KerberosGen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace KerberosGen.Kdc;

/// <summary>The endpoints for <c>kdc export</c> and <c>kdc import</c>. Bodies are dumps, which are streamed both ways.</summary>
internal static class TransferEndpoints
{
    public const string Export = "/export", Check = "/import/check", Import = "/import", ModeParameter = "mode";

    private const string SourceName = "the dump";

    public static void Map(IEndpointRouteBuilder routes, AdministrationScope scope)
    {
        LocalTransfer For(HttpContext context) => new(scope.Database, scope.Audit, AdministrationPeer.Of(context));

        routes.MapGet(Export, async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await For(context).ExportAsync(context.Response.Body, context.RequestAborted);
        });
        routes.MapPost(Check, context => AnswerAsync(context, For(context).CheckAsync));
        routes.MapPost(Import, context => AnswerAsync(context, For(context).ImportAsync));
    }

    private static async Task AnswerAsync(
        HttpContext context, Func<IAsyncEnumerable<TransferredPrincipal>, ImportMode, CancellationToken, Task<ImportReport>> run)
    {
        if (!Enum.TryParse(context.Request.Query[ModeParameter], out ImportMode mode))
            throw new BadHttpRequestException($"The parameter {ModeParameter} is missing.");
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        ImportReport report;
        try
        {
            report = await run(DumpReader.ReadAsync(context.Request.Body, SourceName, context.RequestAborted), mode, context.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            // Whoever is still sending does not read an answer yet.
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            throw;
        }

        await context.Response.WriteAsJsonAsync(report, TransferJson.Default.ImportReport, cancellationToken: context.RequestAborted);
    }
}
