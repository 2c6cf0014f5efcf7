using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Writes every principal of a database into a dump, in bounded memory.</summary>
internal static class PrincipalExport
{
    public static async Task WriteAsync(IPrincipalDatabase database, Stream stream, CancellationToken cancellation)
    {
        using var dump = new DumpWriter(stream);
        foreach (ServicePrincipal service in await database.ListServicesAsync(cancellation))
            await dump.WriteAsync(service, cancellation);
        await foreach (ClientPrincipal client in database.ReadClientsAsync(cancellation))
            await dump.WriteAsync(client, cancellation);
        await dump.CompleteAsync(cancellation);
    }

    /// <summary>Writes every principal of a source.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<TransferredPrincipal> principals, Stream stream, CancellationToken cancellation)
    {
        using var dump = new DumpWriter(stream);
        await foreach (TransferredPrincipal principal in principals.WithCancellation(cancellation))
            await (principal.Client is { } client ? dump.WriteAsync(client, cancellation) : dump.WriteAsync(principal.Service!, cancellation));
        await dump.CompleteAsync(cancellation);
    }
}
