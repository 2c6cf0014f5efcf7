using FsCheck.Experimental;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>A room without a past.</summary>
/// <param name="history">Events that it holds.</param>
/// <param name="newShelf">Makes the place where what it keeps lies.</param>
/// <param name="patience">How long it is waited for what must happen.</param>
internal sealed class RoomSetup(int history, Func<IRoomShelf> newShelf, Func<TimeSpan> patience) : Setup<ModelledRoom, RoomState>
{
    public override ModelledRoom Actual() => Task.Run(() => ModelledRoom.StartAsync(history, newShelf(), patience())).GetAwaiter().GetResult();

    public override RoomState Model() => RoomState.Empty;

    public override string ToString() => $"a room that holds {history} events";
}
