using KerberosGen.Codec;
using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Layout;


namespace KerberosGen.Inspector;

/// <summary>The protocols that a file declares: an assembly, or tables in JSON. Its first bytes say which it is.</summary>
internal static class SpecFile
{
    private const int LargestTables = 64 * 1024 * 1024;

    /// <summary>Every protocol of a file; false with what is wrong if there is none.</summary>
    public static bool TryLoad(string path, out IReadOnlyList<ProtocolLayout> protocols, out string error)
    {
        string shown = DisplayText.Escape(path);
        protocols = [];
        error = "";
        try
        {
            if (!IsTables(path))
                return TryLoadAssembly(path, out protocols, out error);
            if (new FileInfo(path).Length > LargestTables)
                error = FormattableString.Invariant($"{shown} is longer than {LargestTables} bytes: these are no tables");
            else
                protocols = [LayoutFile.Read(File.ReadAllBytes(path))];
        }
        catch (LayoutFormatException exception)
        {
            error = $"{shown}, {exception.Message}";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            error = $"there is no file {shown}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = FileTrouble.Of(exception, path);
        }

        return error.Length == 0;
    }

    private static bool IsTables(string path)
    {
        Span<byte> beginning = stackalloc byte[64];
        using FileStream file = File.OpenRead(path);
        return LayoutFile.IsLikely(beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)]);
    }

#if NATIVE
    private static bool TryLoadAssembly(string path, out IReadOnlyList<ProtocolLayout> protocols, out string error)
    {
        string shown = DisplayText.Escape(path);
        protocols = [];
        error = $"this build cannot load assemblies; write the tables of {shown} with another one: `inspector export layout --spec {shown} --output layout.json`, and say `--spec layout.json` here";
        return false;
    }
#else
    private static bool TryLoadAssembly(string path, out IReadOnlyList<ProtocolLayout> protocols, out string error) =>
        SpecAssembly.TryLoad(path, out protocols, out error);
#endif
}
