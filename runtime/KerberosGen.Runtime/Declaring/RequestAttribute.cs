namespace KerberosGen;

/// <summary>
/// Declares a partial struct as the payload of the request with this code. Its header is the struct of the same
/// namespace marked <c>[Header(PacketDirection.Request)]</c>.
/// </summary>
/// <param name="code">The code in the header that announces this payload.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class RequestAttribute(ushort code) : Attribute
{
    /// <summary>The code in the header that announces this payload.</summary>
    public ushort Code { get; } = code;

    /// <summary>
    /// The name of the wire layout this declaration belongs to. Several declarations may share a code if their sizes are
    /// fixed and differ: the payload's size then decides.
    /// </summary>
    public string? Layout { get; set; }
}
