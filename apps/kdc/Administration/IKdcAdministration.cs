using System.Net;

namespace KerberosGen.Kdc;

/// <summary>The administration of one KDC, whether it runs or not.</summary>
internal interface IKdcAdministration
{
    /// <summary>Where the KDC listens; null if it does not run here.</summary>
    ValueTask<IPEndPoint?> FindKdcAsync(CancellationToken cancellation);

    /// <summary>Every client in the order of registration, as they are read: there may be millions.</summary>
    IAsyncEnumerable<ClientRow> ReadClientsAsync(CancellationToken cancellation);

    /// <summary>Every service, in the order of registration.</summary>
    IAsyncEnumerable<ServiceRow> ReadServicesAsync(CancellationToken cancellation);

    /// <summary>Does something, and writes it into the audit log.</summary>
    /// <exception cref="IOException">The audit log or the database cannot be written.</exception>
    Task<ActOutcome> ActAsync(AdministrativeAct act, CancellationToken cancellation);
}
