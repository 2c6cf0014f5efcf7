using System.Net;

namespace KerberosGen.Hosting;

/// <summary>What a <see cref="PacketServer"/> does with its connections.</summary>
/// <param name="ServeAsync">Serves one connection until it ends.</param>
internal sealed record PacketService(Func<ServedConnection, Task> ServeAsync)
{
    /// <summary>Says whether a peer may have a connection, and answers what it holds while it has; null: as many as there is room for.</summary>
    public TryAdmitPeer? TryAdmit { get; init; }

    /// <summary>
    /// True if bytes are handed on by the thread that has them, without a change of threads: for services that never make a
    /// thread wait.
    /// </summary>
    public bool IsInline { get; init; }

    /// <summary>What a peer is sent that is turned away.</summary>
    public ReadOnlyMemory<byte> Refusal { get; init; }
}

/// <summary>Says whether a peer may have a connection.</summary>
/// <param name="peer">The peer.</param>
/// <param name="place">What it holds while it has the connection; disposed with it.</param>
internal delegate bool TryAdmitPeer(IPEndPoint peer, out IDisposable? place);
