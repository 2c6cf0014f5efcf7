using System.Buffers;
using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Keeps what a tap is shown, in order.</summary>
internal sealed class RecordingTap : IConnectionTap
{
    private readonly List<(IPEndPoint Client, string Kind, byte[] Bytes)> _seen = [];

    public List<byte[]> Writes(IPEndPoint client) => Of(client, "sent");

    public List<byte[]> Reads(IPEndPoint client) => Of(client, "received");

    /// <summary>The kinds of what was seen of a connection, without repetition.</summary>
    public List<string> Kinds(IPEndPoint client)
    {
        lock (_seen)
            return [.. _seen.Where(s => s.Client.Equals(client)).Select(static s => s.Kind)];
    }

    public void Opened(IPEndPoint client, IPEndPoint server) => Add(client, "opened", []);

    public void Received(IPEndPoint client, IPEndPoint server, in ReadOnlySequence<byte> bytes) => Add(client, "received", bytes.ToArray());

    public void Sent(IPEndPoint client, IPEndPoint server, ReadOnlySpan<byte> bytes) => Add(client, "sent", bytes.ToArray());

    public void Closed(IPEndPoint client, IPEndPoint server) => Add(client, "closed", []);

    private List<byte[]> Of(IPEndPoint client, string kind)
    {
        lock (_seen)
            return [.. _seen.Where(s => s.Client.Equals(client) && s.Kind == kind).Select(static s => s.Bytes)];
    }

    private void Add(IPEndPoint client, string kind, byte[] bytes)
    {
        lock (_seen)
            _seen.Add((client, kind, bytes));
    }
}
