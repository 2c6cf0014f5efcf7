namespace KerberosGen;

/// <summary>
/// Declares a partial struct as a packet without a header of its own, such as a structure that other packets contain.
/// The generator adds size, pack, unpack, equality, a redacting <c>ToString</c> and the layout table.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class PacketAttribute : Attribute
{
    /// <summary>The name of the wire layout this declaration belongs to, where one packet exists in several.</summary>
    public string? Layout { get; set; }
}
