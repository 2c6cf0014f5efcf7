using System.Net;
using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>srv.info: where a client finds its KDCs, one <c>ip:port</c> a line, in the order in which they are tried (protocol, 'Files').</summary>
public static class SrvInfoFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "srv.info";

    private const int MaxShown = 80;

    /// <summary>Reads the file; null if it is missing. Empty lines do not count.</summary>
    /// <exception cref="FileFormatException">The file makes no sense, or names no KDC.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<IPEndPoint>? Read(string directory) => ReadAddresses(directory) is { } kdcs ? [.. kdcs.Select(static kdc => kdc.EndPoint)] : null;

    /// <summary>Reads the file, and where in it each KDC stands; null if it is missing. Empty lines do not count.</summary>
    /// <exception cref="FileFormatException">The file makes no sense, names no KDC, or is a directory.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<KdcAddress>? ReadAddresses(string directory)
    {
        string path = Path.Combine(directory, FileName);
        if (Directory.Exists(path))
            throw new FileFormatException(path, null, "this is a directory; it must be a file that holds the KDC's address and port, such as 127.0.0.1:8000");
        if (Utf8File.ReadLines(path) is not { } lines)
            return null;
        var kdcs = new List<KdcAddress>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (lines[i].Length > MaxShown)
                throw new FileFormatException(path, i + 1, $"an address and a port such as 127.0.0.1:8000 must stand here, not {lines[i].Length} characters");
            if (!Validator.TryEndPoint(lines[i], out IPEndPoint? kdc, out string? problem))
                throw FileFormatException.Because(path, i + 1, problem);
            kdcs.Add(new KdcAddress(kdc, FileFormatException.Position(path, i + 1)));
        }

        return kdcs.Count > 0 ? kdcs : throw new FileFormatException(path, 1, "the file is empty; it must hold the KDC's address and port, such as 127.0.0.1:8000");
    }

    /// <summary>Replaces the file.</summary>
    /// <exception cref="ArgumentException">There is no KDC, or one has no port.</exception>
    /// <exception cref="IOException">It could not be written; the old file is whole.</exception>
    public static void Write(string directory, IReadOnlyList<IPEndPoint> kdcs)
    {
        if (kdcs.Count == 0)
            throw new ArgumentException("A client needs at least one KDC.", nameof(kdcs));
        string text = string.Concat(kdcs.Select(static kdc => EndPointText.Of(kdc) + "\n"));
        AtomicFile.Write(Path.Combine(directory, FileName), Encoding.ASCII.GetBytes(text));
    }
}
