using System.Text.Json.Nodes;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A service, and its entry in services.json.</summary>
/// <param name="Service">The service.</param>
/// <param name="Fields">The entry's fields, those that we do not know among them.</param>
internal sealed record ServiceRow(ServicePrincipal Service, JsonObject Fields);
