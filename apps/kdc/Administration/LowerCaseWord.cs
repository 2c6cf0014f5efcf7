using System.Text.Json;
using System.Text.Json.Serialization;

namespace KerberosGen.Kdc;

/// <summary>An enumeration in JSON as it is typed on the command line: <c>add</c>, <c>service</c>.</summary>
internal sealed class LowerCaseWord<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
