using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Messages over TCP: RFC 1035, section 4.2.2.</summary>
internal static class MessageStream
{
    /// <summary>Reads a message, without the length in front of it.</summary>
    /// <returns>Null if the stream ends in front of it.</returns>
    /// <exception cref="IOException">The stream ends within it, or it is broken.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[sizeof(ushort) + Responder.MaxSize];
        int held = 0;
        while (true)
        {
            UnpackResult result = DnsOverTcp.Unpack(buffer.AsSpan(0, held), out _);
            if (result.IsDone)
                return buffer[sizeof(ushort)..result.Consumed];
            if (result.Status == UnpackStatus.Invalid)
                throw new IOException(result.Describe(DnsOverTcp.Layout));
            int read = await stream.ReadAtLeastAsync(buffer.AsMemory(held, result.Missing), result.Missing, throwOnEndOfStream: false, cancellation);
            if (read == 0 && held == 0)
                return null;
            if (read < result.Missing)
                throw new EndOfStreamException("The stream ends within a message.");
            held += read;
        }
    }

    /// <summary>Writes a message and the length in front of it.</summary>
    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        await stream.WriteAsync(Framed(message.Span), cancellation);

    private static byte[] Framed(ReadOnlySpan<byte> message)
    {
        if (!DnsMessage.Unpack(message, out DnsMessage unpacked).IsDone)
            throw new ArgumentException("It is not a DNS message.", nameof(message));
        return new DnsOverTcp { Message = unpacked }.ToArray();
    }
}
