using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// The keys at hand. Roles are the protocol's own names (its key role enum), so the inspector need not know what they mean.
/// </summary>
public interface IKeyRing
{
    /// <summary>The keys that may open a ciphertext, the likeliest first. Empty if there is none for the role.</summary>
    /// <param name="role">The role that the declaration names.</param>
    /// <param name="packet">The packet that holds the ciphertext: its ids and its origin may tell whose key it is.</param>
    IEnumerable<InspectionKey> CandidatesFor(string role, DecodedPacket packet);

    /// <summary>How many keys of the role are at hand that <see cref="CandidatesFor"/> leaves out because they are too many to try; 0 for most.</summary>
    int LeftOut(string role, DecodedPacket packet);

    /// <summary>
    /// Told of each packet after its ciphertexts were tried, so that keys found under them can be used from then on.
    /// </summary>
    /// <returns>True if new keys were learnt: what is still closed in this packet is then tried again.</returns>
    bool Learn(DecodedPacket packet);

    /// <summary>What is known of a candidate: it decides what it means that it does not open a ciphertext.</summary>
    KeyClaim ClaimOf(InspectionKey key, DecodedPacket packet);

    /// <summary>
    /// Asked once for each packet, in the order of the input, when nothing more of it can be opened: looks at what each
    /// initialisation vector proves. Told of bytes that are no packet too, as they stand where packets may be missing.
    /// </summary>
    /// <param name="packet">The packet.</param>
    /// <param name="ivs">Its IVs that may be synthetic and for which there is a key, in wire order; empty for most packets.</param>
    void Authenticate(DecodedPacket packet, IReadOnlyList<ProvableIv> ivs);

    /// <summary>The one value that a number in the clear is known to have although its table allows others; null for most.</summary>
    /// <param name="row">A row of a header's or a packet's table.</param>
    ulong? KnownValueOf(FieldLayout row);

    /// <summary>Asked once for each packet, in the order of the input, when nothing more of it can be opened.</summary>
    /// <returns>What the packet contradicts: itself, an earlier one, or the time.</returns>
    IReadOnlyList<Finding> Verify(DecodedPacket packet);
}
