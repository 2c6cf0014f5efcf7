using System.Text;

namespace KerberosGen.Inspector.Commands;

/// <summary>A whole text to a file or to standard output, as UTF-8 without a byte order mark.</summary>
internal static class TextOutput
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="text">Lines that end in <c>\n</c>.</param>
    /// <returns>The status, to answer to the caller.</returns>
    public static int Write(string? path, string text)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (path is null)
        {
            using Stream output = StandardOutput.Open();
            output.Write(utf8.GetBytes(text));
            return ExitStatus.Clean;
        }

        try
        {
            File.WriteAllText(path, text, utf8);
            return ExitStatus.Clean;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.Usage, FileTrouble.OfWriting(exception, path));
        }
    }
}
