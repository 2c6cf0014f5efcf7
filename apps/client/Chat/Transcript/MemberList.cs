using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>Who is here, for the side of a window: each client once, however many connections it has. For one thread.</summary>
/// <param name="ownId">The client that sits here.</param>
internal sealed class MemberList(PrincipalId ownId)
{
    private readonly Dictionary<PrincipalId, Presence> _present = [];
    private IReadOnlyList<PresentName>? _names = [];
    private bool _hasGaps = true;

    /// <summary>Grows with each who comes or goes; what <see cref="Refresh"/> needs to see if the list is still good.</summary>
    public long Version { get; private set; }

    /// <summary>True if the room should be asked (1031): nothing tells how many connections of a client there were before ours, or who came while there was none.</summary>
    public bool NeedsRefresh => _hasGaps;

    /// <summary>Who is here, by name; oneself marked. The same list until something changes.</summary>
    public IReadOnlyList<PresentName> Names => _names ??= [.. Sorted().Select(one => new PresentName(ShownText.Of(one.Value.Name), NameColours.Of(one.Key), one.Key == ownId))];

    /// <summary>The answer to <c>/who</c>, a row each; safe to show.</summary>
    /// <param name="zone">The zone of the times shown.</param>
    public IEnumerable<string> Describe(TimeZoneInfo zone)
    {
        yield return _present.Count == 0 ? "Nobody is here." : string.Create(CultureInfo.InvariantCulture, $"{_present.Count} here:");
        foreach ((PrincipalId client, Presence presence) in Sorted())
        {
            string since = TimeZoneInfo.ConvertTime(presence.Since, zone).ToString("HH:mm, d MMM", CultureInfo.InvariantCulture);
            yield return $"  {ShownText.Of(presence.Name)}{(client == ownId ? " (you)" : "")}  since {since}  {client}";
        }
    }

    /// <summary>Follows who comes and goes.</summary>
    public void Add(ChatEvent happened)
    {
        switch (happened)
        {
            case MemberJoined joined:
                int before = _present.TryGetValue(joined.ClientId, out Presence? known) ? known.Connections : 0;
                _present[joined.ClientId] = new Presence(joined.Name, known?.Since ?? joined.Time, before + 1);
                Change();
                break;
            case MemberLeft left:
                if (_present.TryGetValue(left.ClientId, out Presence? leaving))
                {
                    if (leaving.Connections > 1)
                        _present[left.ClientId] = leaving with { Connections = leaving.Connections - 1 };
                    else
                        _present.Remove(left.ClientId);
                }

                _hasGaps = true;
                Change();
                break;
            case ConnectionRestored or EventsMissed:
                _hasGaps = true;
                break;
        }
    }

    /// <summary>Takes the room's list for what is known.</summary>
    /// <param name="members">What it answered (1031).</param>
    /// <param name="askedAt">The <see cref="Version"/> when it was asked: if somebody came or went since, it must be asked again. Null if nobody can have.</param>
    public void Refresh(IReadOnlyList<ChatMember> members, long? askedAt = null)
    {
        var earlier = new Dictionary<PrincipalId, Presence>(_present);
        _present.Clear();
        foreach (ChatMember member in members)
        {
            int connections = earlier.TryGetValue(member.ClientId, out Presence? known) ? known.Connections : 1;
            _present[member.ClientId] = new Presence(member.Name, member.JoinedAt, connections);
        }

        _hasGaps = (askedAt ?? Version) != Version;
        _names = null;
    }

    private IOrderedEnumerable<KeyValuePair<PrincipalId, Presence>> Sorted() => _present
        .OrderBy(static one => one.Value.Name, StringComparer.OrdinalIgnoreCase)
        .ThenBy(static one => one.Key.ToString(), StringComparer.Ordinal);

    private void Change()
    {
        _names = null;
        Version++;
    }

    private sealed record Presence(string Name, DateTimeOffset Since, int Connections);
}
