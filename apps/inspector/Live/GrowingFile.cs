using Microsoft.Win32.SafeHandles;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// A file that another process writes, as a stream: where it ends, reading waits until it has grown. It ends for good when it is
/// cancelled, or when the file became shorter or was replaced by another (<see cref="IsReplaced"/>).
/// </summary>
internal sealed class GrowingFile : Stream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly DateTime _created;
    private readonly Action _beforeWaiting;
    private readonly CancellationToken _cancellation;
    private long _position;

    private GrowingFile(string path, SafeFileHandle handle, Action beforeWaiting, CancellationToken cancellation)
    {
        _path = path;
        _handle = handle;
        _created = File.GetCreationTimeUtc(handle);
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
    public static GrowingFile Open(string path, Action beforeWaiting, CancellationToken cancellation) => new(
        path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), beforeWaiting, cancellation);

    /// <summary>Waits as reading does; false once it is cancelled.</summary>
    public static bool Wait(CancellationToken cancellation) => !cancellation.WaitHandle.WaitOne(Pause);

    public override int Read(Span<byte> buffer)
    {
        bool hasWaited = false;
        while (!IsReplaced && !_cancellation.IsCancellationRequested)
        {
            if (RandomAccess.Read(_handle, buffer, _position) is var got and > 0)
            {
                _position += got;
                return got;
            }

            if (!hasWaited)
                _beforeWaiting();
            hasWaited = true;
            IsReplaced = RandomAccess.GetLength(_handle) < _position || IsAnother();
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

    // While no file has the name, a new one may still come; until then the old one may grow.
    private bool IsAnother()
    {
        try
        {
            return File.Exists(_path) && File.GetCreationTimeUtc(_path) != _created;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
