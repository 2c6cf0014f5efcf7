using System.Net;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// Writes down what passes, as pcapng: into a file, if there is one, and to who decodes it live. Both get the same bytes, so what is
/// shown is what the file holds. Each block goes to the file in one piece and at once, so that it is whole whenever it ends.
/// </summary>
internal sealed class Recording : IDisposable
{
    private readonly PcapngWriter _writer;
    private readonly Tee _tee;

    public Recording(FileStream? file, BlockQueue live)
    {
        _tee = new Tee(file, live);
        _writer = new PcapngWriter(_tee);
    }

    /// <summary>What was wrong with the file, once something was; what passes is shown all the same.</summary>
    public string? Error => _tee.Error;

    public void Connected(IPEndPoint client, IPEndPoint server) => _writer.Connect(DateTimeOffset.UtcNow, client, server);

    public void Refused(IPEndPoint client, IPEndPoint server) => _writer.Refuse(DateTimeOffset.UtcNow, client, server);

    public void Sent(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> bytes) => _writer.Write(DateTimeOffset.UtcNow, from, to, bytes);

    public void SentDatagram(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> bytes) => _writer.WriteDatagram(DateTimeOffset.UtcNow, from, to, bytes);

    public void Finished(IPEndPoint from, IPEndPoint to) => _writer.Finish(DateTimeOffset.UtcNow, from, to);

    public void Broken(IPEndPoint from, IPEndPoint to) => _writer.Reset(DateTimeOffset.UtcNow, from, to);

    public void Closed(IPEndPoint client, IPEndPoint server) => _writer.Close(DateTimeOffset.UtcNow, client, server);

    public void Dispose() => _writer.Dispose();

    private sealed class Tee(FileStream? file, BlockQueue live) : Stream
    {
        private bool _isBroken;

        public string? Error { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            live.Write(buffer);
            if (file is null || _isBroken)
                return;
            try
            {
                file.Write(buffer);
            }
            catch (IOException exception)
            {
                // A full disk must not stop what passes.
                _isBroken = true;
                Error = DisplayText.Escape(exception.Message);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            live.End();
            file?.Dispose();
            base.Dispose(disposing);
        }
    }
}
