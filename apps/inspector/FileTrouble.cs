using KerberosGen.Codec;

namespace KerberosGen.Inspector;

/// <summary>Why a file cannot be read, in the words that the user gave: the platform's own name the whole path.</summary>
internal static class FileTrouble
{
    /// <summary>A sentence for standard error.</summary>
    /// <param name="exception">What reading it threw.</param>
    /// <param name="path">The file; null for standard input.</param>
    public static string Of(Exception exception, string? path) => (exception, path) switch
    {
        (FileNotFoundException or DirectoryNotFoundException, { } missing) => $"there is no file {DisplayText.Escape(missing)}",
        // The system says of a directory that access is denied.
        (_, { } directory) when Directory.Exists(directory) => $"{DisplayText.Escape(directory)} is a directory, not a file",
        (UnauthorizedAccessException, { } closed) => $"{DisplayText.Escape(closed)} may not be read by you",
        _ => DisplayText.Escape(exception.Message),
    };
}
