using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>A key at hand, whose it is, and what it has opened.</summary>
/// <param name="key">The key.</param>
/// <param name="owner">
/// The id of the client or service whose it is, of a session key that of the client; null if that is not known.
/// </param>
/// <param name="isLearnt">True if it was found in a packet, false if it was given.</param>
internal sealed class KnownKey(InspectionKey key, PrincipalId? owner, bool isLearnt) : IDisposable
{
    private const int MaxOpened = 10_000;

    private readonly List<int> _opened = [];
    private readonly Dictionary<string, AesCmac> _macs = [];

    public InspectionKey Key { get; } = key;

    public PrincipalId? Owner { get; private set; } = owner;

    /// <summary>True if the owner was said with the key; false if it showed when the key opened something.</summary>
    public bool IsOwnerGiven { get; } = owner is not null;

    public bool IsLearnt { get; } = isLearnt;

    /// <summary>The numbers of the packets of which it opened something; only the first of very many.</summary>
    public IReadOnlyList<int> Opened => _opened;

    /// <summary>How many packets it opened something of.</summary>
    public int OpenedCount { get; private set; }

    public void NoteOpened(int packet)
    {
        if (_opened.Count > 0 && _opened[^1] == packet)
            return;
        OpenedCount++;
        if (_opened.Count < MaxOpened)
            _opened.Add(packet);
    }

    /// <summary>Takes the owner from what the key opened.</summary>
    public void NoteOwner(PrincipalId owner) => Owner ??= owner;

    /// <summary>Makes the synthetic IVs of a label under this key.</summary>
    public AesCmac MacOf(string label)
    {
        if (_macs.TryGetValue(label, out AesCmac? mac))
            return mac;
        using KeyMaterial material = Key.Copy();
        mac = SyntheticIvKey.Derive(material.Bytes, label);
        _macs.Add(label, mac);
        return mac;
    }

    public void Dispose()
    {
        foreach (AesCmac mac in _macs.Values)
            mac.Dispose();
        Key.Dispose();
    }
}
