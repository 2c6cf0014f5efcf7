using System.Text.Json.Serialization;

namespace KerberosGen.Kdc;

/// <summary>What <c>--json</c> says of an act that was done.</summary>
/// <param name="Verb">What was done.</param>
/// <param name="Kind">To what.</param>
/// <param name="Name">To whom.</param>
/// <param name="Id">32 hex digits.</param>
internal sealed record ActReport(AdministrativeVerb Verb, PrincipalKind Kind, string Name, string Id)
{
    /// <summary>A service's address as it is now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>The file that the other side reads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }
}
