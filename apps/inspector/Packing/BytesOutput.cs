using System.Text;

namespace KerberosGen.Inspector.Packing;

/// <summary>Packets' bytes to standard output, one after the other.</summary>
internal sealed class BytesOutput(BytesFormat format) : IDisposable
{
    private const int BytesInLine = 57;

    private readonly BufferedStream _stream = new(StandardOutput.Open(), 64 * 1024);
    private readonly List<byte> _held = [];

    /// <summary>What is wrong with writing these bytes where standard output goes; null if nothing is.</summary>
    public static string? Problem(BytesFormat format) => format == BytesFormat.Raw && !Console.IsOutputRedirected
        ? "raw bytes are not for a terminal; write them to a file or a pipe, or use --out hex"
        : null;

    /// <summary>Writes a packet's bytes.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        switch (format)
        {
            case BytesFormat.Raw:
                _stream.Write(packet);
                break;
            case BytesFormat.Hex when !packet.IsEmpty:
                _stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(packet) + "\n"));
                break;
            case BytesFormat.Base64:
                _held.AddRange(packet);
                WriteBase64(_held.Count - (_held.Count % BytesInLine));
                break;
        }
    }

    /// <summary>Writes what was held back.</summary>
    public void Complete()
    {
        WriteBase64(_held.Count);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void WriteBase64(int size)
    {
        for (int at = 0; at < size; at += BytesInLine)
        {
            byte[] line = [.. _held.Skip(at).Take(BytesInLine)];
            _stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(line) + "\n"));
        }

        _held.RemoveRange(0, size);
    }
}
