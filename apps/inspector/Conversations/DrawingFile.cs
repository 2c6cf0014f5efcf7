using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Inspector.Conversations;

/// <summary>A drawing that is written into a file of its own.</summary>
internal static class DrawingFile
{
    /// <summary>Writes it; false with what is wrong if it cannot be written.</summary>
    public static bool TryWrite(string path, string drawing, out string error)
    {
        try
        {
            File.WriteAllText(path, drawing, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            error = "";
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = DisplayText.Escape(exception.Message);
            return false;
        }
    }
}
