using System.Text;
using System.Text.Json;
using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>The secrets that the recorded session was run with.</summary>
public sealed class SessionSecrets
{
    private readonly Dictionary<string, byte[]> _clientKeys = [];
    private readonly Dictionary<string, byte[]> _serviceKeys = [];

    public SessionSecrets(JsonElement session)
    {
        JsonElement secrets = session.GetProperty("secrets");
        JsonElement hashes = session.GetProperty("password_hashes_sha256");
        foreach (JsonElement client in secrets.GetProperty("clients").EnumerateArray())
        {
            using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(client.GetProperty("password").GetString()!));
            Assert.Equal(hashes.GetProperty(client.GetProperty("name").GetString()!).GetString(), Convert.ToHexStringLower(key.Bytes));
            _clientKeys.Add(client.GetProperty("client_id").GetString()!, key.Bytes.ToArray());
        }

        foreach (JsonElement service in secrets.GetProperty("services").EnumerateArray())
            _serviceKeys.Add(service.GetProperty("id").GetString()!, service.GetProperty("key_b64").GetBytesFromBase64());
    }

    public AesCbc CipherOfClient(PrincipalId id) => new(KeyOfClient(id));

    public AesCbc CipherOfService(PrincipalId id) => new(KeyOfService(id));

    public byte[] KeyOfClient(PrincipalId id) => _clientKeys[Convert.ToHexStringLower(id.Bytes)];

    public byte[] KeyOfService(PrincipalId id) => _serviceKeys[Convert.ToHexStringLower(id.Bytes)];
}
