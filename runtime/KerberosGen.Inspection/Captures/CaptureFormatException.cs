namespace KerberosGen.Inspection.Captures;

/// <summary>A file is no capture, or is broken where its structure must hold.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="offset">Bytes from the file's beginning to what is wrong.</param>
public sealed class CaptureFormatException(string message, long offset) : Exception(message)
{
    /// <summary>Bytes from the file's beginning to what is wrong.</summary>
    public long Offset { get; } = offset;
}
