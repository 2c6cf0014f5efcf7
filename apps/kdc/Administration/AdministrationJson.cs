using System.Text.Json.Serialization;

namespace KerberosGen.Kdc;

/// <summary>The JSON of the administration socket and of <c>--json</c>: the seed's style of names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LowerCaseWord<AdministrativeVerb>), typeof(LowerCaseWord<PrincipalKind>)])]
[JsonSerializable(typeof(AdministrativeAct))]
[JsonSerializable(typeof(ActOutcome))]
[JsonSerializable(typeof(AdministrationProblem))]
[JsonSerializable(typeof(ClientRow))]
[JsonSerializable(typeof(ServiceRow))]
[JsonSerializable(typeof(ServiceRow[]))]
[JsonSerializable(typeof(ActReport))]
[JsonSerializable(typeof(KdcStatus))]
internal sealed partial class AdministrationJson : JsonSerializerContext;
