namespace KerberosGen.Hosting;

/// <summary>A KDC or a room refused a request, or answered what cannot be. The message says what to do.</summary>
public sealed class RequestRefusedException(string message) : Exception(message);
