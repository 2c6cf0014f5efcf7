using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace KerberosGen.Architecture.Tests;

/// <summary>What a library's compiled code may touch: read from its metadata, so that a helper cannot hide it.</summary>
public sealed class PurityTests
{
    /// <summary>Types through which code would open a socket, read a file, ask a clock or draw randomness of its own.</summary>
    private static readonly string[] Effects =
    [
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.UdpClient", "System.Net.Sockets.NetworkStream",
        "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.IO.StreamWriter", "System.IO.StreamReader",
        "System.Console", "System.Environment", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Diagnostics.Stopwatch", "System.Threading.Thread", "System.Threading.Timer",
    ];

    [Fact]
    public void The_roles_open_no_socket_read_no_file_and_ask_no_clock()
    {
        Metadata protocol = Metadata.Of(typeof(Protocol.KeyDistributionCenter).Assembly.Location);
        Assert.Empty(protocol.Types.Intersect(Effects));
        Assert.DoesNotContain("System.DateTime.get_Now", protocol.Members);
        Assert.DoesNotContain("System.DateTime.get_UtcNow", protocol.Members);
        Assert.DoesNotContain("System.DateTimeOffset.get_UtcNow", protocol.Members);
        Assert.DoesNotContain("System.DateTimeOffset.get_Now", protocol.Members);
        Assert.DoesNotContain("System.TimeProvider.get_System", protocol.Members);
        Assert.DoesNotContain("System.Guid.NewGuid", protocol.Members);
    }

    [Fact]
    public void The_runtime_knows_nothing_of_Kerberos()
    {
        string folder = Path.Combine(Repository.Root, "runtime", "KerberosGen.Runtime");
        string[] words = ["ticket", "principal", "authenticator", "kdc", "realm"];
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(static f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            IEnumerable<string> code = File.ReadLines(file).Where(static l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal));
            Assert.All(code, line => Assert.All(words, word => Assert.DoesNotContain(word, line, StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Fact]
    public void The_packets_are_declarations_only()
    {
        string folder = Path.Combine(Repository.Root, "runtime", "KerberosGen.Packets");
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(static f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain("=>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("return", text.Replace("returned", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private sealed record Metadata(HashSet<string> Types, HashSet<string> Members)
    {
        public static Metadata Of(string assembly)
        {
            using var file = new PEReader(File.OpenRead(assembly));
            MetadataReader reader = file.GetMetadataReader();
            HashSet<string> types = [.. reader.TypeReferences.Select(h => NameOf(reader, reader.GetTypeReference(h)))];
            HashSet<string> members = [.. reader.MemberReferences.Select(reader.GetMemberReference)
                .Where(static m => m.Parent.Kind == HandleKind.TypeReference)
                .Select(m => $"{NameOf(reader, reader.GetTypeReference((TypeReferenceHandle)m.Parent))}.{reader.GetString(m.Name)}")];
            return new Metadata(types, members);
        }

        private static string NameOf(MetadataReader reader, TypeReference type) =>
            $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
