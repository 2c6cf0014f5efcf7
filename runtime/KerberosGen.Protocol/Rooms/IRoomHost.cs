namespace KerberosGen.Protocol;

/// <summary>
/// What owns a room: its order, its history and who is in it. It is this process's <see cref="RoomWriter"/>, or one day a
/// cluster. A connection hands over what was asked and goes on reading; the answers come through
/// <see cref="RoomMember.Feed"/>.
/// </summary>
public interface IRoomHost
{
    /// <summary>
    /// Takes a command without waiting. Commands of one member are carried out and answered in the order in which they were
    /// posted. May be called by several threads at once. Once the room has ended nothing is carried out: a connection is not
    /// answered any more, and what an operator waits for is cancelled.
    /// </summary>
    void Post(RoomCommand command);
}
