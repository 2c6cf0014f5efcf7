using System.Net;

namespace KerberosGen.Inspector.Live;

/// <summary>Stands between clients and a server.</summary>
internal interface IProxy : IDisposable
{
    /// <summary>Where clients connect or send to.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>Passes everything on until it is cancelled.</summary>
    Task Run(CancellationToken cancellation);
}
