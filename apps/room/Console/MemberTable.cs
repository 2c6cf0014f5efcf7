using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Spectre.Console;

namespace KerberosGen.Room;

/// <summary>Who is in a room, a line for each connection: name, client id, address, since when; who is muted or unverified.</summary>
internal static class MemberTable
{
    private const int WidestName = 24;

    public static IEnumerable<string> Lines(IReadOnlyList<PresentMember> members, TimeZoneInfo zone)
    {
        List<(string Name, PresentMember Member)> rows = [.. members
            .Select(static member => (member.DisplayName is { } name ? Written(name) : "-", member))
            .OrderBy(static row => row.Item1, StringComparer.Ordinal)];
        int width = rows.Max(static row => Math.Min(row.Name.GetCellWidth(), WidestName));
        foreach ((string name, PresentMember member) in rows)
        {
            string padding = new(' ', Math.Max(0, width - name.GetCellWidth()));
            string since = TimeZoneInfo.ConvertTime(member.Since, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
            yield return $"  {name}{padding}  {member.Client}  {member.Peer}  {since}{(member.IsMuted ? "  muted" : "")}{(member.IsVerified ? "" : "  unverified")}";
        }
    }

    /// <summary>A name as a command takes it: in quotes, with escapes, unless it is one harmless word.</summary>
    private static string Written(PrincipalName name)
    {
        string quoted = DisplayText.Quote(name.Utf8);
        return quoted.Length == name.ToString().Length + 2 && !quoted.Contains(' ', StringComparison.Ordinal) ? quoted[1..^1] : quoted;
    }
}
