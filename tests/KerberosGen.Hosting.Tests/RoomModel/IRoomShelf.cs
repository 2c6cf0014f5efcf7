using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>Where what a room keeps lies between one life of it and the next.</summary>
internal interface IRoomShelf : IDisposable
{
    /// <summary>The store, as it was left.</summary>
    IRoomStore Open(PrincipalId room);

    /// <summary>The store was not closed: what the next one opens is what a killed process leaves behind.</summary>
    void Crash();
}
