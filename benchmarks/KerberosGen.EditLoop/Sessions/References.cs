using System.Collections.Immutable;
using KerberosGen.Codec;
using MemoryPack;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Sessions;

/// <summary>What all sides are compiled against: the platform this program runs on, and both libraries.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(path => TrustedByTheHost.Contains(path))
            .Append(typeof(UnpackResult).Assembly.Location)
            .Append(typeof(MemoryPackableAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static HashSet<string> TrustedByTheHost =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)];
}
