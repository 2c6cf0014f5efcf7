using System.Collections.Immutable;
using KerberosGen.Codec;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>What declarations are compiled against: the platform this test runs on and the project's runtime.</summary>
internal static class PlatformReferences
{
    public static ImmutableArray<MetadataReference> Platform { get; } = FindPlatform();

    public static ImmutableArray<MetadataReference> All { get; } =
        Platform.Add(MetadataReference.CreateFromFile(typeof(UnpackResult).Assembly.Location));

    /// <summary>Declared packets of another assembly, for declarations that contain them.</summary>
    public static ImmutableArray<MetadataReference> WithPackets { get; } =
        All.Add(MetadataReference.CreateFromFile(typeof(Packets.Ticket).Assembly.Location));

    private static ImmutableArray<MetadataReference> FindPlatform()
    {
        // The test host puts its own packages on the same list: only what stands beside the core library is the platform.
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray();
    }
}
