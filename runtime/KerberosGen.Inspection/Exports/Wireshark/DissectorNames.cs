using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>What a dissector is called, so that it stands beside Wireshark's own of the same name.</summary>
internal static class DissectorNames
{
    private const string Prefix = "kg";

    /// <summary>The protocol's name in filters: <c>kg</c> and the namespace's last word, or the packet's name where packets stand alone.</summary>
    public static string AbbreviationOf(ProtocolLayout protocol, PacketLayout? alone)
    {
        string name = alone?.Name ?? protocol.Name[(protocol.Name.LastIndexOf('.') + 1)..];
        return Prefix + string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }
}
