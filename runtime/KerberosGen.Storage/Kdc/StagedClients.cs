using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>Changes and removals of clients that are about to be written.</summary>
/// <param name="table">The clients.</param>
internal sealed class StagedClients(ClientTable table)
{
    private readonly Dictionary<PrincipalId, int> _rowOf = [];
    private readonly Dictionary<int, DateTimeOffset> _seenBefore = [];

    /// <summary>What rows become; null if they go.</summary>
    public Dictionary<int, ClientPrincipal?> Rows { get; } = [];

    /// <summary>True if clients.txt changes, and not only who is disabled.</summary>
    public bool ChangesLines { get; private set; }

    /// <summary>Takes a change; false if it is refused or fails, and the proposal knows.</summary>
    public bool Take(Proposal<PrincipalChange<ClientPrincipal>> proposal)
    {
        PrincipalChange<ClientPrincipal> change = proposal.Item;
        if (!TryRead(change.Id, out int row, out ClientPrincipal? before))
        {
            proposal.Refuse();
            return false;
        }

        try
        {
            ClientPrincipal? after = change.Apply(before!);
            if (after is not null)
                PrincipalRules.CheckChange(before!, after);
            ChangesLines |= after is null || after.LastSeen != before!.LastSeen || !after.Key.Equals(before.Key);
            Rows[row] = change.After = after;
            _rowOf[change.Id] = row;
            _seenBefore.TryAdd(row, before!.LastSeen);
            return true;
        }
        catch (Exception failure)
        {
            proposal.Fail(failure);
            return false;
        }
    }

    /// <summary>Who is disabled afterwards, or who is not, or gone.</summary>
    public PrincipalId[] Ids(bool isDisabled) =>
        [.. _rowOf.Where(one => (Rows[one.Value]?.IsDisabled == true) == isDisabled).Select(static one => one.Key)];

    /// <summary>Brings the changes into the table.</summary>
    public void Apply()
    {
        foreach ((int row, ClientPrincipal? after) in Rows)
        {
            if (after is null)
                table.Remove(row);
            else
                table.Change(row, _seenBefore[row], after);
        }
    }

    private bool TryRead(PrincipalId id, out int row, out ClientPrincipal? client) =>
        _rowOf.TryGetValue(id, out row) && Rows.TryGetValue(row, out client) ? client is not null : table.TryRead(id, out row, out client);
}
