using System.Text;
using Microsoft.Win32.SafeHandles;
using Terminal.Gui.Drivers;

namespace KerberosGen.Client;

/// <summary>The keyboard of the terminal, in raw mode until it is disposed of. A character whose bytes come in two pieces, as those of a paste do, stays whole.</summary>
internal sealed class TerminalInput : AnsiInput
{
    private readonly FileStream _keyboard = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private readonly byte[] _bytes = new byte[4096];
    private readonly char[] _chars = new char[4096];

    /// <summary>True once the terminal is gone.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<char> Read()
    {
        int read = _keyboard.Read(_bytes);
        HasEnded = read == 0;
        int decoded = _decoder.GetChars(_bytes.AsSpan(0, read), _chars, flush: false);
        return new ArraySegment<char>(_chars, 0, decoded);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _keyboard.Dispose();
    }
}
