using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>The operator mutes somebody, or lifts what was imposed.</summary>
/// <param name="verb">Mute, unmute or unban.</param>
/// <param name="client">Whom.</param>
internal sealed class Moderate(ModerationVerb verb, int client) : RoomOperation
{
    public override bool Pre(RoomState state) => verb switch
    {
        ModerationVerb.Unban => state.Banned.Contains(client),
        ModerationVerb.Unmute => state.Muted.Contains(client),
        _ => !state.Muted.Contains(client),
    };

    public override RoomState Run(RoomState state) => verb switch
    {
        ModerationVerb.Unban => state with { Banned = state.Banned.Remove(client) },
        ModerationVerb.Unmute => state with { Muted = state.Muted.Remove(client) },
        _ => state with { Muted = state.Muted.Add(client) },
    };

    public override string ToString() => $"the console {verb switch { ModerationVerb.Unban => "unbans", ModerationVerb.Unmute => "unmutes", _ => "mutes" }} {RoomState.Names[client]}";

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        ModerationResult result = await room.ModerateAsync(verb, room.ClientOf(client).ToString());
        if (!result.IsDone)
            throw new LawBrokenException($"the console was answered '{result.Words}'");
    }
}
