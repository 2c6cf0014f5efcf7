using Microsoft.Win32.SafeHandles;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// A file that another process writes, as a stream: where it ends, reading waits until the file of this name has grown. It ends for
/// good when it is cancelled, or when what was read no longer stands there (<see cref="IsReplaced"/>): the file became shorter, or its
/// first 64 bytes or the 64 in front of the place are others.
/// </summary>
internal sealed class GrowingFile : Stream
{
    private const int Remembered = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly string _path;
    private readonly MemoryStream _first = new();
    private readonly Action _beforeWaiting;
    private readonly CancellationToken _cancellation;
    private SafeFileHandle _handle;
    private byte[] _last = [];
    private long _position;

    private GrowingFile(string path, SafeFileHandle handle, Action beforeWaiting, CancellationToken cancellation)
    {
        _path = path;
        _handle = handle;
        _beforeWaiting = beforeWaiting;
        _cancellation = cancellation;
    }

    /// <summary>True once the file is no longer the one that was opened.</summary>
    public bool IsReplaced { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="beforeWaiting">Called before reading waits.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <exception cref="IOException">It is not there or cannot be opened.</exception>
    public static GrowingFile Open(string path, Action beforeWaiting, CancellationToken cancellation) =>
        new(path, OpenHandle(path), beforeWaiting, cancellation);

    /// <summary>Waits as reading does; false once it is cancelled.</summary>
    public static bool Wait(CancellationToken cancellation) => !cancellation.WaitHandle.WaitOne(Pause);

    public override int Read(Span<byte> buffer)
    {
        bool hasWaited = false;
        while (!IsReplaced && !_cancellation.IsCancellationRequested)
        {
            if (RandomAccess.Read(_handle, buffer, _position) is var got and > 0)
            {
                Remember(buffer[..got]);
                return got;
            }

            if (!hasWaited)
                _beforeWaiting();
            hasWaited = true;
            IsReplaced = !TryGoOn();
            if (!IsReplaced && !Wait(_cancellation))
                break;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _handle.Dispose();
        base.Dispose(disposing);
    }

    private static SafeFileHandle OpenHandle(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        _position += bytes.Length;
        if (_first.Length < Remembered)
            _first.Write(bytes[..Math.Min(bytes.Length, Remembered - (int)_first.Length)]);
        _last = bytes.Length >= Remembered ? bytes[^Remembered..].ToArray() : [.. _last.AsSpan(Math.Max(0, _last.Length + bytes.Length - Remembered)), .. bytes];
    }

    // By its name, since a file that was renamed or removed grows no more. While nothing has the name, the old one may still grow.
    private bool TryGoOn()
    {
        SafeFileHandle now;
        try
        {
            now = OpenHandle(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }

        if (RandomAccess.GetLength(now) < _position || !Holds(now, 0, _first.ToArray()) || !Holds(now, _position - _last.Length, _last))
        {
            now.Dispose();
            return false;
        }

        _handle.Dispose();
        _handle = now;
        return true;
    }

    private static bool Holds(SafeFileHandle file, long at, ReadOnlySpan<byte> bytes)
    {
        Span<byte> found = stackalloc byte[Remembered];
        found = found[..bytes.Length];
        int got = 0;
        while (got < found.Length && RandomAccess.Read(file, found[got..], at + got) is var more and > 0)
            got += more;
        return got == found.Length && found.SequenceEqual(bytes);
    }
}
