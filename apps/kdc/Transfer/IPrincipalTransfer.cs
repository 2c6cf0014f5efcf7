using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Moves principals into and out of one KDC, whether it runs or not.</summary>
internal interface IPrincipalTransfer
{
    /// <summary>Writes a dump of every principal, and a note of it into the audit log.</summary>
    Task ExportAsync(Stream stream, CancellationToken cancellation);

    /// <summary>Says what an import would do.</summary>
    Task<ImportReport> CheckAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation);

    /// <summary>Imports, and writes it into the audit log.</summary>
    Task<ImportReport> ImportAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation);
}
