namespace KerberosGen.Storage;

/// <summary>Principals that come from files. They can be read any number of times, and each time are the same.</summary>
public interface IPrincipalSource : IDisposable
{
    /// <summary>Every principal, in the order of registration, as they are read: there may be millions.</summary>
    /// <exception cref="FileFormatException">A line makes no sense, or the end is missing.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    IAsyncEnumerable<TransferredPrincipal> ReadAsync(CancellationToken cancellation);
}
