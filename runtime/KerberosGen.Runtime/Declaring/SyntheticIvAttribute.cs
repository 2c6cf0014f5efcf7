namespace KerberosGen;

/// <summary>
/// Marks a packet's initialisation vector as a synthetic one (Rogaway and Shrimpton's SIV over CBC; RFC 5297 is its CTR form): an
/// AES-256-CMAC of the packet itself, each encrypted field standing as its padded plaintext, and of associated data that the
/// caller gives. The generator adds seal and open methods that take the key of the MAC. A request or a response is proved
/// together with its header, a structure alone.
/// </summary>
/// <param name="label">What the key of the MAC is derived for: each label has its own.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SyntheticIvAttribute(string label) : Attribute
{
    /// <summary>What the key of the MAC is derived for.</summary>
    public string Label { get; } = label;
}
