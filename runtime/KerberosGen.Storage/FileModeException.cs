namespace KerberosGen.Storage;

/// <summary>A file with keys may be read or written by others than its owner. It was not read, and left as it is.</summary>
/// <param name="file">The file's path.</param>
/// <param name="mode">Its mode, in octal.</param>
public sealed class FileModeException(string file, string mode)
    : IOException($"{file}: its mode is {mode}, but it holds keys that its owner alone may know: if nobody has read them, say 'chmod 600 {file}' and start again.")
{
    /// <summary>The file's path.</summary>
    public string File { get; } = file;

    /// <summary>Its mode, in octal: <c>0644</c>.</summary>
    public string Mode { get; } = mode;
}
