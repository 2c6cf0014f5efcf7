using System.Text;
using System.Text.Json;
using KerberosGen.Packets;

namespace KerberosGen.Load.Populations;

/// <summary>Writes a population as the seed's files, clients.txt and services.json (protocol, 'Files').</summary>
internal static class SeedFilesOfPopulation
{
    private const string LastSeen = "23/11/26_12:00:00";

    /// <summary>Writes both into a directory, 0600.</summary>
    public static void Write(Population population, string directory)
    {
        WriteClients(population, Path.Combine(directory, "clients.txt"));
        WriteServices(Path.Combine(directory, "services.json"));
    }

    private static void WriteClients(Population population, string path)
    {
        using FileStream stream = Create(path);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16);
        Span<byte> key = stackalloc byte[AesKey.Size];
        for (int number = 0; number < population.Clients; number++)
        {
            Population.KeyOfClient(number, key);
            writer.Write(Population.IdOfClient(number).ToString());
            writer.Write(": ");
            writer.Write(Population.NameOfClient(number));
            writer.Write(": ");
            writer.Write(Convert.ToHexStringLower(key));
            writer.Write(": ");
            writer.Write(LastSeen);
            writer.Write('\n');
        }
    }

    private static void WriteServices(string path)
    {
        using FileStream stream = Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        Span<byte> key = stackalloc byte[AesKey.Size];
        writer.WriteStartArray();
        for (int number = 0; number < Population.ServiceCount; number++)
        {
            Population.KeyOfService(number, key);
            writer.WriteStartObject();
            writer.WriteString("server_id_hex", Population.IdOfService(number).ToString());
            writer.WriteString("name", Population.NameOfService(number));
            writer.WriteBase64String("aes_key_encoded", key);
            writer.WriteString("server_ip", "127.0.0.1");
            writer.WriteNumber("server_port", Population.PortOfService(number));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
