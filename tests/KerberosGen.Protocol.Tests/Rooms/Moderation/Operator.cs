using System.Collections.Frozen;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>Who moderates a room under test: its operator at the console, and the clients that it names.</summary>
internal static class Operator
{
    /// <summary>What is done at the console.</summary>
    public static ModerationResult Do(this RoomUnderTest room, string command)
    {
        Assert.True(ModerationCommand.TryParse(command, "console", out ModerationAct? act, out string? problem), problem);
        return room.Do(act);
    }

    /// <summary>What is done at the console.</summary>
    public static ModerationResult Do(this RoomUnderTest room, ModerationAct act)
    {
        room.Host.Post(RoomCommand.Moderate(act, out Task<ModerationResult> answer));
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.GetAwaiter().GetResult();
    }

    /// <summary>A room whose operator has named moderators.</summary>
    public static RoomUnderTest Room(params PrincipalId[] moderators) =>
        new(configure: options => options with { Moderators = moderators.ToFrozenSet() });
}
