using KerberosGen.Layout;

namespace KerberosGen.Testing.Laws;

/// <summary>Rules that no table shows.</summary>
internal static class Rules
{
    /// <summary>True if the packet or one within it has a <c>Validate</c> of its own or a computed value.</summary>
    public static bool HasSome(PacketLayout layout) =>
        layout.HasValidation || layout.Fields.Any(field => field.IsComputed || IsRuled(field.Type));

    private static bool IsRuled(FieldType? type) => type is not null && ((type.Packet is { } packet && HasSome(packet)) || IsRuled(type.Entry));
}
