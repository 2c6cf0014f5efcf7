using System.Net;

namespace KerberosGen.Hosting;

/// <summary>A KDC that can be reached, by TCP or by UDP, until it is disposed.</summary>
public interface IKdcEndPoint : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    IPEndPoint EndPoint { get; }
}
