using System.Net;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Keeps what a room tells.</summary>
internal sealed class RecordingRoomObserver : IRoomObserver
{
    public List<PrincipalId> Admissions { get; } = [];

    public List<(PrincipalId Client, string Text)> Messages { get; } = [];

    public List<string> Refusals { get; } = [];

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv) => Admissions.Add(client);

    public void MessageReceived(EndPoint peer, PrincipalId client, ReadOnlySpan<byte> content) =>
        Messages.Add((client, Encoding.UTF8.GetString(content)));

    public void Refused(EndPoint peer, string reason) => Refusals.Add(reason);
}
