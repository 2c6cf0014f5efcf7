using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Keeps nothing, until the test makes it wait or fail. It is not the store of a room: those are tested with real ones.</summary>
internal sealed class FailingRoomStore : IRoomStore
{
    private volatile bool _isFailing;

    /// <summary>What commits wait for.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>From here on nothing can be kept.</summary>
    public void Fail() => _isFailing = true;

    public RoomMemory Read() => RoomMemory.None;

    public void Commit(RoomChanges changes)
    {
        Gate.Wait(Patience.Limit);
        if (_isFailing)
            throw new StoreFailedException("The disk is full.");
    }

    public void Dispose() => Gate.Dispose();
}
