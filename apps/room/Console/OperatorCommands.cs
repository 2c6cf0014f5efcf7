using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>
/// What an operator can do at the console. Where several rooms run, <c>/room</c> chooses the one that is meant;
/// <c>/who</c> looks into all of them.
/// </summary>
/// <param name="rooms">The rooms that serve.</param>
/// <param name="zone">The zone of the times shown.</param>
internal sealed class OperatorCommands(RunningRooms rooms, TimeZoneInfo zone)
{
    /// <summary>Stops the rooms; the console itself does that.</summary>
    public const string Quit = "/quit";

    /// <summary>Who moderates, for the store and the log.</summary>
    private const string Operator = "console";

    private const string Who = "/who", Choose = "/room", Help = "/help";

    /// <summary>Far longer than a room takes; one that has failed never answers.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private static readonly string[] HelpLines =
    [
        "  /who                 who is here, in every room",
        "  /say TEXT            speak in the room's name",
        "  /kick NAME           end somebody's connections",
        "  /ban NAME [2h]       and let them in no more, for so long; /unban NAME",
        "  /mute NAME [10m]     take no messages of theirs, for so long; /unmute NAME",
        "  /bans                who is banned or muted",
        "  /room [NAME]         the room that commands are for; without NAME: all rooms",
        "  /quit                stop the rooms",
        "NAME is a display name or a client id; /who shows both.",
    ];

    private static readonly string[] Words =
        [Who, "/say ", "/kick ", "/ban ", "/unban ", "/mute ", "/unmute ", "/bans", Choose, Help, Quit];

    private PrincipalId? _chosen;

    /// <summary>Stands in front of what is typed: the chosen room, where there are several.</summary>
    public string Prompt => rooms.All is { Count: > 1 } all && Chosen(all) is { } room ? $"{NameOf(room)}> " : "> ";

    /// <summary>Carries out a line. What it answers is safe to show, a line each.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string line)
    {
        string typed = line.Trim();
        string[] parts = typed.Split(' ', 2, StringSplitOptions.TrimEntries);
        try
        {
            return parts[0] switch
            {
                "" => [],
                Help => HelpLines,
                Who => await ListMembersAsync(),
                Choose => parts.Length > 1 ? [ChooseRoom(parts[1])] : ListRooms(),
                _ when ModerationCommand.IsMeant(typed) => [await ModerateAsync(typed)],
                _ when typed[0] == '/' => [$"There is no {DisplayText.Escape(parts[0])}: {Help} lists what there is."],
                _ => ["Nothing was said. /say TEXT speaks in the room's name; /help lists what else there is."],
            };
        }
        catch (TimeoutException)
        {
            return ["The room does not answer. If it has failed, it is being brought back: try again."];
        }
    }

    /// <summary>A line that is begun, as far as it can only mean one thing.</summary>
    public string Complete(string begun)
    {
        if (begun.StartsWith(Choose + " ", StringComparison.Ordinal))
            return CommonStart(begun, rooms.All.Select(static room => $"{Choose} {NameOf(room)}"));
        return begun.StartsWith('/') ? CommonStart(begun, Words) : begun;
    }

    private static string CommonStart(string begun, IEnumerable<string> candidates)
    {
        string[] fitting = [.. candidates.Where(word => word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))];
        if (fitting.Length == 0)
            return begun;
        int length = fitting.Min(static word => word.Length);
        while (fitting.Any(word => string.CompareOrdinal(word, 0, fitting[0], 0, length) != 0))
            length--;
        return fitting[0][..length];
    }

    private async Task<IReadOnlyList<string>> ListMembersAsync()
    {
        (RunningRoom Room, Task<IReadOnlyList<PresentMember>> Answer)[] asked = [.. rooms.All.Select(static room =>
        {
            room.Host.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
            return (room, answer);
        })];
        var lines = new List<string>();
        int empty = 0;
        foreach ((RunningRoom room, Task<IReadOnlyList<PresentMember>> answer) in asked)
        {
            IReadOnlyList<PresentMember> members = await answer.WaitAsync(AnswerTimeout);
            if (members.Count == 0)
            {
                empty++;
                continue;
            }

            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{NameOf(room)}: {members.Count} {(members.Count == 1 ? "connection" : "connections")}"));
            lines.AddRange(MemberTable.Lines(members, zone));
        }

        if (empty == asked.Length)
            lines.Add("Nobody is here.");
        else if (empty > 0)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"Nobody is in {empty} {(empty == 1 ? "other room" : "other rooms")}."));
        return lines;
    }

    private async Task<string> ModerateAsync(string typed)
    {
        if (!ModerationCommand.TryParse(typed, Operator, out ModerationAct? act, out string? problem))
            return DisplayText.Escape(problem);
        IReadOnlyList<RunningRoom> all = rooms.All;
        RunningRoom? room = all.Count == 1 ? all[0] : Chosen(all);
        if (room is null)
            return all.Count == 0 ? "No room serves just now." : $"Which room? {Choose} NAME chooses one, {Choose} lists them.";
        room.Host.Post(RoomCommand.Moderate(act, out Task<ModerationResult> answer));
        ModerationResult result = await answer.WaitAsync(AnswerTimeout);
        return (all.Count > 1 ? $"{NameOf(room)}: " : "") + DisplayText.Escape(result.Words);
    }

    private string ChooseRoom(string wanted)
    {
        IReadOnlyList<RunningRoom> all = rooms.All;
        RunningRoom[] found = [.. all.Where(room => NameOf(room).Equals(wanted, StringComparison.OrdinalIgnoreCase))];
        if (found.Length != 1)
            found = [.. all.Where(room => NameOf(room).Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        if (found.Length != 1)
            return $"{(found.Length == 0 ? "No room's name has" : "Several rooms' names have")} {DisplayText.Escape(wanted)} in it: {Choose} lists them.";
        _chosen = found[0].Identity.Id;
        return $"Commands are for {NameOf(found[0])} now.";
    }

    private IReadOnlyList<string> ListRooms()
    {
        IReadOnlyList<RunningRoom> all = rooms.All;
        RunningRoom? chosen = all.Count == 1 ? all[0] : Chosen(all);
        return all.Count == 0
            ? ["No room serves just now."]
            : [.. all.Select(room => $"{(room == chosen ? "*" : " ")} {NameOf(room)} on {room.EndPoint}")];
    }

    private RunningRoom? Chosen(IReadOnlyList<RunningRoom> all) => all.FirstOrDefault(room => room.Identity.Id == _chosen);

    private static string NameOf(RunningRoom room) => DisplayText.Escape(room.Identity.Name.Utf8);
}
