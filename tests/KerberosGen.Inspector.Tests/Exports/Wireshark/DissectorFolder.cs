using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>A folder for a test's captures and dissectors.</summary>
internal sealed class DissectorFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dissector-tests-");

    public string Write(ProtocolLayout protocol, WiresharkOptions options)
    {
        string path = Path.Combine(_folder.FullName, $"{options.Packet?.Name ?? protocol.Name}.lua");
        using var text = new StreamWriter(path);
        WiresharkDissector.Write(protocol, text, options);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
