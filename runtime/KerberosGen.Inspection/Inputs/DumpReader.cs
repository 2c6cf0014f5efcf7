using System.Globalization;

namespace KerberosGen.Inspection.Inputs;

/// <summary>
/// Puts the lines of dumps together: checks each offset against the bytes in front of it and repeats what <c>*</c> stands for. A
/// dump begins where the offset is 0 again.
/// </summary>
internal sealed class DumpReader
{
    private const int LargestDump = 256 * 1024 * 1024;

    private static readonly int[] Bases = [16, 10, 8];

    private readonly List<DumpBlock> _blocks = [];
    private DumpBlock? _block;
    private DumpLine? _first;
    private byte[] _above = [];
    private bool _repeats;
    private int _base;
    private long _total;

    /// <summary>The dumps so far, each the bytes of one run of offsets.</summary>
    public IReadOnlyList<DumpBlock> Blocks => _blocks;

    /// <summary>How many lines with an offset there were.</summary>
    public int Lines { get; private set; }

    /// <summary>True if some line showed its bytes as text too.</summary>
    public bool HasText { get; private set; }

    /// <summary>Ends a dump: the next line begins another.</summary>
    public void EndBlock() => _block = null;

    /// <summary>Takes the next line that belongs to a dump.</summary>
    /// <param name="line">A line with an offset, or a <c>*</c>.</param>
    /// <param name="number">Its number in the text, from 1.</param>
    /// <param name="mayBeCut">True if the text ends within it.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Add(DumpLine line, int number, bool mayBeCut)
    {
        if (line.Kind == DumpLineKind.Repeat)
        {
            bool follows = _block is not null && _above.Length > 0;
            _repeats = follows;
            return follows ? null : At(number, "no line stands above the *");
        }

        Lines++;
        HasText |= line.HasText;
        if (_block is null || (!_repeats && _block.Bytes.Count > 0 && line.OffsetIn(16) == 0 && line.Bytes.Length > 0))
        {
            Begin(line);
            return Append(line.Bytes, number);
        }

        if (_base == 0)
            _base = BaseOf(_first!.Value, line);
        long expected = StartOffset + _block.Bytes.Count;
        if (line.OffsetIn(_base) is not { } offset || !Fits(offset - expected))
        {
            // The last line of a text that was cut may be any part of an offset.
            return mayBeCut && line.Bytes.Length == 0 ? null
                : At(number, $"the offset is {line.Offset}, but {TextOf(expected)} comes next: a line is missing or was altered");
        }

        return Repeat(offset - expected, number) ?? Append(line.Bytes, number);
    }

    /// <summary>Says that no line follows.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Complete() => _repeats ? "the dump ends behind a *: nothing says how often the line above it is repeated" : null;

    private long StartOffset => _first!.Value.OffsetIn(_base == 0 ? 16 : _base) ?? 0;

    private bool Fits(long gap) => _repeats ? gap >= 0 && gap % _above.Length == 0 : gap == 0;

    private void Begin(DumpLine line)
    {
        _block = new DumpBlock();
        _blocks.Add(_block);
        _first = line;
        _above = [];
        _base = line.IsHexOffset ? 16 : _base;
    }

    // Tools count in hex unless told otherwise; the second offset shows which it is.
    private int BaseOf(DumpLine first, DumpLine second)
    {
        foreach (int candidate in Bases)
        {
            if (first.OffsetIn(candidate) is { } start && second.OffsetIn(candidate) is { } next && Fits(next - start - _block!.Bytes.Count))
                return candidate;
        }

        return 16;
    }

    private string? Repeat(long size, int number)
    {
        _repeats = false;
        if (_total + size > LargestDump)
            return At(number, FormattableString.Invariant($"the repeated lines are more than {LargestDump} bytes"));
        for (long done = 0; done < size; done += _above.Length)
            _block!.Bytes.AddRange(_above);
        _total += size;
        return null;
    }

    private string? Append(byte[] bytes, int number)
    {
        _block!.Bytes.AddRange(bytes);
        _total += bytes.Length;
        if (bytes.Length > 0)
            _above = bytes;
        return _total <= LargestDump ? null : At(number, FormattableString.Invariant($"the dump holds more than {LargestDump} bytes"));
    }

    private string TextOf(long offset) => _base switch
    {
        10 => offset.ToString("d7", CultureInfo.InvariantCulture),
        8 => Convert.ToString(offset, 8).PadLeft(7, '0'),
        _ => offset.ToString("x" + _first!.Value.Offset.Length.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
    };

    private static string At(int number, string problem) => FormattableString.Invariant($"line {number}: {problem}");
}
