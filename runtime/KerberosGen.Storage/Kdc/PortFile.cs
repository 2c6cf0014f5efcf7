using System.Globalization;
using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>port.info: the KDC's port, one line (protocol, 'Files').</summary>
public static class PortFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "port.info";

    private const int MaxShown = 40;

    /// <summary>The port; 8000 if the file makes no sense, which is told and left as it is. A missing file is made, with 8000.</summary>
    /// <param name="directory">The KDC's directory; it must be there.</param>
    /// <param name="notice">Is told, in a sentence, why the file was not heeded.</param>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public static ushort ReadOrCreate(string directory, Action<string> notice)
    {
        string path = Path.Combine(directory, FileName);
        try
        {
            if (Utf8File.ReadLines(path) is not { } lines)
            {
                AtomicFile.Write(path, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{ProtocolLimits.DefaultKdcPort}\n")));
                return ProtocolLimits.DefaultKdcPort;
            }

            return PortOf(path, lines);
        }
        catch (FileFormatException broken)
        {
            string position = FileFormatException.Position(broken.File, broken.Line);
            notice(string.Create(CultureInfo.InvariantCulture, $"{position}: {broken.Reason}. Port {ProtocolLimits.DefaultKdcPort} is used; the file was left as it is."));
            return ProtocolLimits.DefaultKdcPort;
        }
    }

    private static ushort PortOf(string path, List<string> lines)
    {
        if (lines.Count == 0)
            throw new FileFormatException(path, 1, "the file is empty; it must hold a port");
        if (lines.Count > 1)
            throw new FileFormatException(path, 2, "the file must hold one line, the port");
        string text = lines[0].Trim();
        if (text.Length > MaxShown)
            throw new FileFormatException(path, 1, $"a port is a number from 1 to 65535, not {text.Length} characters");
        return Validator.TryPort(text, allowZero: false, out ushort port, out string? problem) ? port : throw FileFormatException.Because(path, 1, problem);
    }
}
