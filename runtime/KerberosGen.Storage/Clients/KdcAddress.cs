using System.Net;

namespace KerberosGen.Storage;

/// <summary>Where a KDC is, and who says so.</summary>
/// <param name="EndPoint">Its address and port.</param>
/// <param name="Position">The file and line that say so, such as <c>/home/ann/srv.info:2</c>; null if it was given otherwise.</param>
public sealed record KdcAddress(IPEndPoint EndPoint, string? Position = null);
