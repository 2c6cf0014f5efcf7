using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>How far a connection to a room has come, as the room's own answers show it.</summary>
internal sealed class RoomVisit : IDisposable
{
    /// <summary>The client whose ticket was accepted; null before.</summary>
    public PrincipalId? Client { get; private set; }

    /// <summary>The session key, if it is known.</summary>
    public KeyMaterial? Key { get; private set; }

    public bool IsSubscribed { get; set; }

    /// <summary>The room has accepted a ticket.</summary>
    public void Admit(PrincipalId client, KeyMaterial? key)
    {
        Client = client;
        Key?.Dispose();
        Key = key;
    }

    public void Dispose() => Key?.Dispose();
}
