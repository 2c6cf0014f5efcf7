using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>How far a connection to a room has come, as the room's own answers show it.</summary>
internal sealed class RoomVisit : IDisposable
{
    /// <summary>The client whose ticket was accepted; null before.</summary>
    public PrincipalId? Client { get; private set; }

    /// <summary>A ticket was presented, accepted or not: the room takes no second one.</summary>
    public bool HasPresentedTicket { get; set; }

    /// <summary>The session key, if it is known.</summary>
    public KeyMaterial? Key { get; private set; }

    public bool IsSubscribed { get; set; }

    /// <summary>Messages and subscriptions that were refused for what their IVs do not prove.</summary>
    public int Forgeries { get; set; }

    /// <summary>The room has accepted a ticket.</summary>
    public void Admit(PrincipalId client, KeyMaterial? key)
    {
        HasPresentedTicket = true;
        Client = client;
        Key?.Dispose();
        Key = key;
    }

    public void Dispose() => Key?.Dispose();
}
