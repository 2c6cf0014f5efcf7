using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary>
/// Cuts bytes into lines, some way ahead of who takes them, so that the end of the input is known in time; further than that
/// nothing is read. A line ends with LF or CR LF, the last one with the input too; a byte order mark in front of the first is
/// none of it, and an empty line is left out. For one reader.
/// </summary>
internal sealed class LineInput
{
    /// <summary>Bytes that are read ahead: more than the longest line.</summary>
    public const int ReadAhead = 256 * 1024;

    private const int ShownBytes = 80, ChunkSize = 4096;

    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly Pipe _bytes = new(new PipeOptions(pauseWriterThreshold: ReadAhead, resumeWriterThreshold: ReadAhead / 2, useSynchronizationContext: false));
    private readonly Stream _input;
    private readonly int _longest;
    private long _number;
    private volatile bool _isStopped;
    private volatile bool _hasEnded;

    /// <summary>Begins to read.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="longest">Bytes that a line may have, its end not counted; less than <see cref="ReadAhead"/>.</param>
    public LineInput(Stream input, int longest)
    {
        _input = input;
        _longest = longest;
        _ = Task.Run(FillAsync);
    }

    /// <summary>True once the end of the input was seen, whether or not its lines were taken.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Reads no more; <see cref="ReadAsync"/> answers what was read until now, then null.</summary>
    public void Stop()
    {
        _isStopped = true;
        _bytes.Reader.CancelPendingRead();
    }

    /// <summary>The next line that is not empty; null at the end.</summary>
    /// <exception cref="IOException">The input cannot be read.</exception>
    public async ValueTask<PipeLine?> ReadAsync(CancellationToken cancellation)
    {
        while (await ReadAnyAsync(cancellation) is { } line)
        {
            if (line is not { Text.Length: 0, Problem: null })
                return line;
        }

        return null;
    }

    private async Task FillAsync()
    {
        Exception? failure = null;
        try
        {
            while (!_isStopped)
            {
                int size = await _input.ReadAsync(_bytes.Writer.GetMemory(ChunkSize));
                if (size == 0)
                {
                    _hasEnded = true;
                    break;
                }

                _bytes.Writer.Advance(size);
                await _bytes.Writer.FlushAsync();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = new IOException($"Standard input cannot be read: {e.Message}", e);
        }

        await _bytes.Writer.CompleteAsync(failure);
    }

    private async ValueTask<PipeLine?> ReadAnyAsync(CancellationToken cancellation)
    {
        string? start = null;
        long dropped = 0;
        while (true)
        {
            if (!_bytes.Reader.TryRead(out ReadResult read))
            {
                if (_isStopped)
                    return null;
                read = await _bytes.Reader.ReadAsync(cancellation);
            }

            ReadOnlySequence<byte> bytes = read.Buffer;
            SequencePosition? end = bytes.PositionOf((byte)'\n');
            bool isLast = end is null && read.IsCompleted && (!bytes.IsEmpty || dropped > 0);
            if (end is not null || isLast)
            {
                ReadOnlySequence<byte> whole = end is { } newline ? bytes.Slice(0, newline) : bytes;
                PipeLine line = start is null ? Cut(whole) : TooLong(start, dropped + whole.Length);
                _bytes.Reader.AdvanceTo(end is { } at ? bytes.GetPosition(1, at) : bytes.End);
                return line;
            }

            if (read.IsCompleted || (read.IsCanceled && _isStopped))
            {
                _bytes.Reader.AdvanceTo(bytes.Start, bytes.End);
                return null;
            }

            // A CR may still be the line's end.
            if (start is null && bytes.Length <= _longest + 1)
            {
                _bytes.Reader.AdvanceTo(bytes.Start, bytes.End);
                continue;
            }

            start ??= StartOf(bytes);
            dropped += bytes.Length;
            _bytes.Reader.AdvanceTo(bytes.End);
        }
    }

    private PipeLine Cut(in ReadOnlySequence<byte> bytes)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        bytes.CopyTo(rented);
        ReadOnlySpan<byte> line = rented.AsSpan(0, (int)bytes.Length);
        try
        {
            if (_number == 0 && line.StartsWith(s_byteOrderMark))
                line = line[s_byteOrderMark.Length..];
            if (line.EndsWith((byte)'\r'))
                line = line[..^1];
            if (line.Length > _longest)
                return TooLong(StartOf(bytes), line.Length);
            if (Utf8.IsValid(line))
                return new PipeLine(++_number, Encoding.UTF8.GetString(line));
            Utf8.ToUtf16(line, new char[line.Length], out int valid, out _, replaceInvalidSequences: false);
            return new PipeLine(++_number, StartOf(bytes), Text($"it is not UTF-8, from its byte {valid + 1} on"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private PipeLine TooLong(string start, long size) =>
        new(++_number, start, Text($"it has {size} bytes, and with the name in front of it at most {_longest} can be sent: send it in parts"));

    private static string StartOf(in ReadOnlySequence<byte> bytes) =>
        DisplayText.Escape(bytes.Slice(0, Math.Min(bytes.Length, ShownBytes)).ToArray()) + (bytes.Length > ShownBytes ? "..." : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
