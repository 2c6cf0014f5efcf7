using KerberosGen.Codec;

namespace KerberosGen.Inspector.Commands;

/// <summary>What is said on standard error when a verb cannot do what it was asked.</summary>
internal static class Failure
{
    /// <summary>Says what is wrong.</summary>
    /// <returns>The status, to answer to the caller.</returns>
    public static int Say(int status, string message)
    {
        Console.Error.Write($"inspector: {message}\n");
        return status;
    }

    /// <summary>Why a file cannot be opened or read.</summary>
    /// <param name="path">As the user wrote it; null for standard input.</param>
    /// <param name="exception">What the system answered.</param>
    public static string Describe(string? path, Exception exception)
    {
        // The system says of a directory that access is denied.
        if (Directory.Exists(path))
            return $"{DisplayText.Escape(path)} is a directory, not a file";
        return path is not null && exception is FileNotFoundException or DirectoryNotFoundException
            ? $"there is no file {DisplayText.Escape(path!)}"
            : DisplayText.Escape(exception.Message);
    }
}
