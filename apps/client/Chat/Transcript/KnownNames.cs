using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>
/// The names that clients joined as: the room gives each to one client id, while anybody may write any name in front of a
/// message.
/// </summary>
internal sealed class KnownNames
{
    /// <summary>Clients that are remembered; then it begins anew.</summary>
    private const int MaxClients = 20_000;

    /// <summary>Names that a room gives to one client.</summary>
    private const int MaxNames = 8;

    private readonly Dictionary<PrincipalId, List<string>> _names = [];

    /// <summary>Somebody joined as, or left.</summary>
    public void Learn(PrincipalId client, string name)
    {
        if (!_names.TryGetValue(client, out List<string>? names))
        {
            if (_names.Count >= MaxClients)
                _names.Clear();
            _names[client] = names = [];
        }

        names.Remove(name);
        names.Add(name);
        if (names.Count > MaxNames)
            names.RemoveAt(0);
    }

    /// <summary>Takes what an event tells of names.</summary>
    public void Learn(ChatEvent happened)
    {
        if (happened is MemberJoined joined)
            Learn(joined.ClientId, joined.Name);
        else if (happened is MemberLeft left)
            Learn(left.ClientId, left.Name);
    }

    /// <summary>
    /// Who said something: the name that the sender joined as last, and a claimed one that is none of its own behind it,
    /// <c>alice (as "bob")</c>. Of a sender that is not verified, only the claimed one is known.
    /// </summary>
    public string SenderOf(MessageReceived message) =>
        !message.IsVerified || !_names.TryGetValue(message.ClientId, out List<string>? names) || names.Contains(message.Sender) ? message.Sender
        : message.Sender.Length == 0 ? names[^1]
        : $"{names[^1]} (as \"{message.Sender}\")";
}
