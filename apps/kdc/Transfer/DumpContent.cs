using System.Net;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Principals as the body of a request: a dump, written as they come.</summary>
internal sealed class DumpContent(IAsyncEnumerable<TransferredPrincipal> principals) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        PrincipalExport.WriteAsync(principals, stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
