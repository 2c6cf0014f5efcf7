using KerberosGen.Codec;

namespace KerberosGen.Inspector;

/// <summary>Why a file cannot be read or written, in the words that the user gave: the platform's own name the whole path.</summary>
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

    /// <summary>A sentence for standard error.</summary>
    /// <param name="exception">What writing it threw.</param>
    /// <param name="path">The file.</param>
    public static string OfWriting(Exception exception, string path) => DisplayText.Escape(path) + (exception switch
    {
        DirectoryNotFoundException => " cannot be written: there is no such folder",
        _ when Directory.Exists(path) => " cannot be written: it is a directory",
        UnauthorizedAccessException => " may not be written by you",
        // The system's words name the file once more.
        _ => $" cannot be written: {DisplayText.Escape(exception.Message.Split(" : '")[0])}",
    });
}
