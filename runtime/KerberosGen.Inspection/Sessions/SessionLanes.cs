using System.Net;

namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Who has which lane. A server has one for each address and port that requests go to, and keeps it when it asks others from there. A
/// client has one for each of its ports while there is room, otherwise one for its address, and the last are the others' together.
/// </summary>
public sealed class SessionLanes
{
    private readonly Dictionary<IPEndPoint, int> _lanes = [];
    private readonly List<SessionLane> _all = [];

    private SessionLanes()
    {
    }

    /// <summary>The lanes, clients first, each in the order in which they appear.</summary>
    public IReadOnlyList<SessionLane> All => _all;

    /// <summary>Gives everyone of a session a lane.</summary>
    /// <param name="session">The session.</param>
    /// <param name="most">How many lanes there is room for: 3 at least.</param>
    public static SessionLanes Of(Session session, int most)
    {
        most = Math.Max(3, most);
        List<IPEndPoint> servers = [.. session.Steps.Select(ServerOf).OfType<IPEndPoint>().Distinct()];
        var known = servers.ToHashSet();
        List<IPEndPoint> clients = [.. session.Steps.SelectMany(static s => (IPEndPoint[])[s.From, s.To]).Distinct().Where(e => !known.Contains(e))];
        int room = most - Math.Min(servers.Count, most - 1);
        var lanes = new SessionLanes();
        if (clients.Count <= room)
            lanes.AddGroups([.. clients.Select(static c => (c.ToString(), new List<IPEndPoint> { c }))], room, "client");
        else
            lanes.AddGroups([.. clients.GroupBy(static c => c.Address).Select(static g => (TitleOf(g), g.ToList()))], room, "client");
        lanes.AddGroups([.. servers.Select(static s => (s.ToString(), new List<IPEndPoint> { s }))], most - lanes._all.Count, "server");
        return lanes;
    }

    /// <summary>Whose lane an endpoint of the session has, from 0.</summary>
    public int IndexOf(IPEndPoint endPoint) => _lanes[endPoint];

    private static IPEndPoint? ServerOf(SessionStep step) => step.Kind switch
    {
        StepKind.Request or StepKind.ConnectedAgain => step.To,
        StepKind.Answer or StepKind.Unasked or StepKind.ConnectionRefused => step.From,
        _ => null,
    };

    private static string TitleOf(IGrouping<IPAddress, IPEndPoint> group) =>
        group.Count() == 1 ? group.First().ToString() : FormattableString.Invariant($"{group.Key}, {group.Count()} ports");

    private void AddGroups(List<(string Title, List<IPEndPoint> EndPoints)> groups, int room, string kind)
    {
        int own = groups.Count <= room ? groups.Count : room - 1;
        bool isServer = kind == "server";
        bool hasOwnPorts = isServer && groups.Select(static g => g.EndPoints[0].Port).Distinct().Count() == groups.Count;
        for (int i = 0; i < own; i++)
        {
            (string title, List<IPEndPoint> endPoints) = groups[i];
            string name = hasOwnPorts ? FormattableString.Invariant($":{endPoints[0].Port}")
                : groups.Count == 1 ? kind
                : FormattableString.Invariant($"{kind} {i + 1}");
            Add(new SessionLane(name, title, isServer, endPoints.Count > 1), endPoints);
        }

        if (own < groups.Count)
        {
            List<IPEndPoint> rest = [.. groups.Skip(own).SelectMany(static g => g.EndPoints)];
            Add(new SessionLane("others", FormattableString.Invariant($"{groups.Count - own} more {kind}s"), isServer, true), rest);
        }
    }

    private void Add(SessionLane lane, List<IPEndPoint> endPoints)
    {
        foreach (IPEndPoint endPoint in endPoints)
            _lanes[endPoint] = _all.Count;
        _all.Add(lane);
    }
}
