namespace KerberosGen.Protocol.Tests;

/// <summary>Carries out a command when it is posted and keeps what it brings, or keeps several together: a room without a thread of its own.</summary>
internal sealed class SynchronousHost(ChatRoom room) : IRoomHost
{
    private readonly Lock _gate = new();

    /// <summary>While true, what is posted is carried out but not kept: nothing of it is seen until <see cref="Commit"/>.</summary>
    public bool IsHolding { get; set; }

    public void Post(RoomCommand command)
    {
        lock (_gate)
        {
            room.Take(in command);
            if (!IsHolding)
                room.Commit();
        }
    }

    /// <summary>Keeps what was held back, and goes on as before.</summary>
    public void Commit()
    {
        lock (_gate)
        {
            IsHolding = false;
            room.Commit();
        }
    }
}
