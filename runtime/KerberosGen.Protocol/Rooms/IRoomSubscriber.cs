using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A connection that is sent a room's events.</summary>
public interface IRoomSubscriber
{
    /// <summary>Whose connection it is.</summary>
    PrincipalId ClientId { get; }

    /// <summary>The name it is shown by.</summary>
    PrincipalName DisplayName { get; }

    /// <summary>
    /// Takes an event, without waiting and without calling the room back. Calls come one at a time, in the room's order.
    /// </summary>
    void Deliver(RoomEventRecord roomEvent);
}
