using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Where the next byte is written: at a constant offset while that is known, and behind a part of variable size counted by the
/// local <c>at</c>, which is brought up to date only when something follows.
/// </summary>
internal sealed class PackCursor(SourceWriter source)
{
    private string _start = "to";
    private string? _written;
    private bool _isBehind;
    private bool _hasAt;
    private int _offset;
    private int _runs;

    public SourceWriter Source => source;

    /// <summary>Bytes from the packet's start, as an expression.</summary>
    public string Position
    {
        get
        {
            Count();
            return !_hasAt ? Number(_offset) : _offset == 0 ? "at" : $"(at + {Number(_offset)})";
        }
    }

    /// <summary>Emits a field of fixed size, its padding aside.</summary>
    public void Write(PacketSpec spec, FieldSpec field)
    {
        Spot spot = Take(0);
        var run = new FieldRun(spec, [field], spot.Start, "0", skipsPadding: true);
        run.Write(source, spot.Offset);
        _offset += run.Size;
    }

    /// <summary>Where so many bytes are written next.</summary>
    public Spot Take(int size)
    {
        Count();
        if (_isBehind)
        {
            _start = "run" + Number(++_runs);
            source.Line($"ref byte {_start} = ref {Unsafe}.Add(ref to, at);");
            _isBehind = false;
        }

        var spot = new Spot(_start, _offset, "");
        _offset += size;
        return spot;
    }

    /// <summary>Goes on behind so many bytes, which have been written at <see cref="Position"/>.</summary>
    public void Advance(string size) => _written = size;

    /// <summary>Brings <c>at</c> up to date, for what moves it itself.</summary>
    public void Settle()
    {
        Count();
        if (!_hasAt)
            source.Line($"int at = {Number(_offset)};");
        else if (_offset > 0)
            source.Line($"at += {Number(_offset)};");
        _hasAt = true;
        _offset = 0;
        _isBehind = true;
    }

    private void Count()
    {
        if (_written is not { } size)
            return;
        string advance = _offset == 0 ? size : $"{Number(_offset)} + {size}";
        source.Line(_hasAt ? $"at += {advance};" : $"int at = {advance};");
        _written = null;
        _hasAt = true;
        _offset = 0;
        _isBehind = true;
    }
}
