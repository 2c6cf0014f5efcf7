namespace KerberosGen.Clients;

/// <summary>No KDC answers. The message names those that were tried, says why, and what to do.</summary>
/// <param name="message">What, and what to do.</param>
/// <param name="inner">What became of the last one that was tried.</param>
public sealed class KdcUnreachableException(string message, Exception? inner = null) : IOException(message, inner);
