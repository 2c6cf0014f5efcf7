using System.Text.Json.Serialization;

namespace KerberosGen.Kdc;

/// <summary>A service as a list has it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">As it is registered: not made harmless for a terminal.</param>
/// <param name="Address">Where clients are told it listens.</param>
/// <param name="Disabled">True if clients are not told of it.</param>
internal sealed record ServiceRow(string Id, string Name, string Address, bool Disabled)
{
    /// <summary>Whether it could be reached: <c>reachable</c>, <c>refused</c> or <c>no answer</c>; null if that was not tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Check { get; init; }
}
