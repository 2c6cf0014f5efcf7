using System.Text.Json.Serialization;

namespace KerberosGen.Kdc;

/// <summary>The JSON of an import's report, as it travels from a running KDC.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImportReport))]
internal sealed partial class TransferJson : JsonSerializerContext;
