using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>
/// A protocol's tables as JSON (schema <c>kerberosgen.layout/1</c>), for a program that cannot load the assembly that declares
/// them. What says nothing is left out: a missing member is false, 0, empty or null. Reading the file back gives the same tables,
/// but for a checksum of the user's own type, which no file can carry: its field is shown, and not verified.
/// </summary>
public static class LayoutFile
{
    /// <summary>The value of the file's <c>schema</c>. Later versions of it only add members.</summary>
    public const string Schema = "kerberosgen.layout/1";

    /// <summary>The tables as a file's text, with <c>\n</c> behind each line.</summary>
    /// <param name="protocol">The tables.</param>
    public static string Write(ProtocolLayout protocol)
    {
        using var output = new MemoryStream();
        new LayoutWriter(output, protocol).Write();
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    /// <summary>Reads the tables, and makes sure that decoding by them can rely on what they say.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <exception cref="LayoutFormatException">It is no such file, or its tables contradict themselves.</exception>
    public static ProtocolLayout Read(ReadOnlyMemory<byte> utf8) => new LayoutReader(LocatedJson.Parse(utf8)).Read();

    /// <summary>True for bytes that may begin such a file, and no assembly.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith("\xEF\xBB\xBF"u8))
            beginning = beginning[3..];
        return beginning.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }
}
