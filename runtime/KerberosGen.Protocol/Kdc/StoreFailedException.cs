namespace KerberosGen.Protocol;

/// <summary>
/// A store of principals cannot do what it was asked: it is not reachable, or what it holds makes no sense. The request fails
/// for its connection alone, and the next one is tried anew. The message is one sentence for the log that holds no secret.
/// </summary>
/// <param name="message">What failed, where, and what to do.</param>
/// <param name="inner">What the database answered; null if it is the store that refuses.</param>
public sealed class StoreFailedException(string message, Exception? inner = null) : IOException(message, inner);
