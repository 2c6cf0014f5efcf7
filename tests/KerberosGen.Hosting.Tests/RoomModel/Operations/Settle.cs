namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>Everything comes to rest, and every law is checked.</summary>
internal sealed class Settle : RoomOperation
{
    public override RoomState Run(RoomState state) => state;

    public override string ToString() => "all comes to rest";

    protected override Task DoAsync(ModelledRoom room, RoomState state) => room.SettleAsync(state);
}
