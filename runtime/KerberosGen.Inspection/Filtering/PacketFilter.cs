using System.Diagnostics.CodeAnalysis;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>
/// Chooses packets: <c>code == 1029 &amp;&amp; length > 64</c>. What may be compared are a packet's members (code, name, length,
/// status, direction, layout, stream, number, offset, time, from, to, errors, warnings), its header's fields
/// (<c>header.client_id</c>), its payload's fields (<c>services[*].port</c>; <c>fields.name</c> where a member has the same name)
/// and opened ciphertexts (<c>content.plaintext</c>). Of several values one is enough. Not for use by two threads at once.
/// </summary>
public sealed class PacketFilter
{
    private readonly FilterExpression _expression;

    private PacketFilter(FilterExpression expression) => _expression = expression;

    /// <summary>True if packets must be taken apart for it; false if their headers and origins are enough.</summary>
    public bool NeedsFields => _expression.NeedsFields;

    /// <summary>Reads a filter; any text is answered.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="protocol">Whose packets it is for: paths are checked against its tables.</param>
    /// <param name="packet">What the bytes are, where they stand without headers; null for headers and messages.</param>
    /// <param name="showSecrets">True to let it ask for passwords and keys; otherwise that is an error.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(
        string text, ProtocolLayout protocol, PacketLayout? packet, bool showSecrets, [NotNullWhen(true)] out PacketFilter? filter, [NotNullWhen(false)] out FilterError? error)
    {
        filter = null;
        if (!FilterLexer.TryRead(text, out List<FilterToken> tokens, out error))
            return false;
        FilterExpression? expression = new FilterParser(text, tokens, new FilterPathResolver(protocol, packet, showSecrets)).Parse(out error);
        filter = expression is null ? null : new PacketFilter(expression);
        return filter is not null;
    }

    /// <summary>True if it chooses this packet.</summary>
    public bool Matches(DecodedPacket packet) => _expression.Holds(packet);

    /// <summary>The filter as text that reads as the same filter.</summary>
    public override string ToString() => _expression.ToString()!;
}
