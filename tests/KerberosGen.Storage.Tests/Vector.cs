using System.Text;

namespace KerberosGen.Storage.Tests;

/// <summary>Files of the recorded session, and the samples in the seed's own text.</summary>
internal static class Vector
{
    public const string SeedClient =
        "fa8a3d1e99584c08ac58ba28c93e03c9: Michael Jackson: 4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56: 26/02/24_22:02:49";

    public const string SeedService = """
         {
          "server_id_hex": "5df3b3bb4b214cb8ae6fb54cf2dd9146",
          "name": "Printer 10",
          "aes_key_encoded": "A8Dj6N0NdxeZzd49o5J08jX3Qad7w/Cw7TdLd1fwo84=",
          "server_ip": "127.0.0.1",
          "server_port": 50552
         }
         """;

    public const string SeedPooledRoom = """
         {
          "connection_protocol": "tcp",
          "ip_address": "127.0.0.1",
          "kdc_port": 8000,
          "port": 52764,
          "server_id_hex": "9d67673b4cdd48a280afb2b72765b9a5",
          "service_name": "Printer 10",
          "ticket_iv": "8bc15d4b36f47b26baeba6adcbfca2d4",
          "service_aes_key_encoded": "Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=",
          "is_registered": true
         }
         """;

    public const string SeedKnownService = """
          {
            "server_id": "5821f9a674174062ad3af49ee1432681",
            "server_name": "Printer 10",
            "server_ip": "127.0.0.1",
            "server_port": 58023,
            "aes_key": "Ph7tXPYg8xmNkgLQaDs2wnj8TdEqKco0j1zZqgzjClE=",
            "encrypted_key_iv": "327762044450156fc138733dfa979415", 
            "ticket": "GE5DrhlfTUO3mc4syncXjPtYIfmmdBdAYq069J7hQyaBrtB3/zNADD8KSeAS9ax/ki2yUtCoH/DdqjB3Mq0C7en8jsLMMwXzR0EYCjaKwM31Y4EHV5NGaBLJlz5E4KmKJgTjZRPkC/tW9iPS8YXa+bUUm1Vb3OCgala1lwj6A5/lVoWSrkwYdkV0lbM8ogKfPne8kgOLGTQF59FXyKW7Bgo="
          }
        """;

    public const string SeedDefaultRoom = """
        127.0.0.1:1234
        Printer 1
        0949dca733904f77a9e3928dfcbbe687
        ss4iqLtqm75tGrDCbIzW1MnY3M9VA+tYfWfTnxXEUBU=

        """;

    /// <summary>A file of the recorded session.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(Vector).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A sample of the seed as protocol.md has it: in an array, indented by two.</summary>
    public static string AsArray(string sample)
    {
        IEnumerable<string> lines = sample.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)
            .Select(static line => line is "{" or "}" ? $"  {line}" : $"    {line}");
        return $"[\n{string.Join('\n', lines)}\n]\n";
    }
}
