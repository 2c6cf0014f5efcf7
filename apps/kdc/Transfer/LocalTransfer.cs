using System.Globalization;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Moves principals into and out of a database that this process has open: the running KDC's own, or a stopped KDC's.</summary>
/// <param name="database">The principals.</param>
/// <param name="audit">Where it is written down.</param>
/// <param name="subject">Who asks.</param>
internal sealed class LocalTransfer(IPrincipalDatabase database, AuditLog audit, AuditSubject subject) : IPrincipalTransfer
{
    private const string AllOfIt = "database";

    public Task ExportAsync(Stream stream, CancellationToken cancellation) => audit.RunAsync(
        subject,
        new AuditAct("export", AllOfIt, Name: null),
        async () =>
        {
            await PrincipalExport.WriteAsync(database, stream, cancellation);
            return true;
        },
        static _ => AuditOutcome.Done());

    public Task<ImportReport> CheckAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation) =>
        new PrincipalImport(database, mode).CheckAsync(principals, cancellation);

    public Task<ImportReport> ImportAsync(IAsyncEnumerable<TransferredPrincipal> principals, ImportMode mode, CancellationToken cancellation) => audit.RunAsync(
        subject,
        new AuditAct("import", AllOfIt, Name: null, ModeOf(mode)),
        () => new PrincipalImport(database, mode).ApplyAsync(principals, cancellation),
        static report => report.ConflictCount == 0
            ? AuditOutcome.Done()
            : AuditOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"{report.ConflictCount} were registered meanwhile; {report.Added} were added")));

    private static string? ModeOf(ImportMode mode) => mode switch
    {
        ImportMode.Update => "update",
        ImportMode.SkipExisting => "skip existing",
        _ => null,
    };
}
