using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace KerberosGen.Kdc;

/// <summary>How a problem travels over the administration socket: status 400 or 500, and <c>{"problem": "a sentence"}</c>.</summary>
internal sealed record AdministrationProblem(string Problem)
{
    /// <summary>Answers what an endpoint throws. A stream that has begun is cut off, which its reader notices.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && e is not (OperationCanceledException or ConnectionAbortedException))
        {
            context.Response.StatusCode = e is JsonException or BadHttpRequestException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
            // A JsonException may quote what was sent, a key among it.
            var problem = new AdministrationProblem(e is JsonException ? "The request is not JSON, or not as this KDC knows it." : e.Message);
            await context.Response.WriteAsJsonAsync(problem, AdministrationJson.Default.AdministrationProblem, cancellationToken: context.RequestAborted);
        }
    }

    /// <summary>Turns an answer that is a problem into an exception with its sentence.</summary>
    /// <exception cref="InvalidOperationException">The KDC answered a problem.</exception>
    public static async Task ThrowIfAnyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return;
        AdministrationProblem? problem = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? await response.Content.ReadFromJsonAsync(AdministrationJson.Default.AdministrationProblem, cancellation)
            : null;
        throw new InvalidOperationException(problem?.Problem ?? $"The running KDC does not know this command (status {(int)response.StatusCode}): is it an older one?");
    }
}
