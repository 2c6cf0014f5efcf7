using System.Text.Json.Serialization;

namespace KerberosGen.Client;

/// <summary>The JSON of <c>--json</c>: the seed's style of names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RegisteredRow))]
[JsonSerializable(typeof(RoomRow[]))]
[JsonSerializable(typeof(MemberRow[]))]
[JsonSerializable(typeof(TicketRow))]
[JsonSerializable(typeof(TicketList))]
[JsonSerializable(typeof(ForgottenRow[]))]
[JsonSerializable(typeof(ImportedRow))]
internal sealed partial class ClientJson : JsonSerializerContext;
