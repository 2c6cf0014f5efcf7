using System.Reflection;
using System.Runtime.Loader;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Watching;

/// <summary>The tables of an assembly that exists in memory alone. It goes when they are no longer in use.</summary>
internal sealed class LiveAssembly() : AssemblyLoadContext("watched", isCollectible: true)
{
    public static IReadOnlyList<ProtocolLayout> ProtocolsOf(Stream assembly)
    {
        var context = new LiveAssembly();
        try
        {
            return
            [
                .. context.LoadFromStream(assembly).GetCustomAttributes<PacketCatalogAttribute>()
                    .Select(a => (ProtocolLayout)a.Catalog.GetProperty("Layout", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!),
            ];
        }
        finally
        {
            context.Unload();
        }
    }
}
