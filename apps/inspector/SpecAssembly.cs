using System.Reflection;
using System.Runtime.Loader;
using KerberosGen.Codec;
using KerberosGen.Layout;


namespace KerberosGen.Inspector;

/// <summary>
/// The protocols of an assembly that was built with KerberosGen: the catalogues that it names. What it needs is found beside it;
/// the runtime is the inspector's own, so that the tables are of the types that the inspector knows.
/// </summary>
internal static class SpecAssembly
{
    /// <summary>Every protocol of an assembly; false with what is wrong if there is none.</summary>
    public static bool TryLoad(string path, out IReadOnlyList<ProtocolLayout> protocols, out string error)
    {
        string shown = DisplayText.Escape(path);
        protocols = [];
        error = "";
        try
        {
            string full = Path.GetFullPath(path);
            Assembly assembly = new Beside(full).LoadFromAssemblyPath(full);
            protocols = [.. assembly.GetCustomAttributes<PacketCatalogAttribute>().Select(a => LayoutOf(a.Catalog)).OrderBy(p => p.Name, StringComparer.Ordinal)];
            if (protocols.Count == 0)
                error = $"{shown} declares no packets: it names no catalogue that KerberosGen's generator wrote";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            error = File.Exists(path) ? $"{shown} needs what is not beside it: {DisplayText.Escape(exception.Message)}" : $"there is no file {shown}";
        }
        catch (BadImageFormatException)
        {
            error = $"{shown} is no .NET assembly";
        }
        catch (Exception exception) when (exception is TargetInvocationException or TypeLoadException or MissingMemberException or CustomAttributeFormatException)
        {
            string cause = DisplayText.Escape(exception.GetBaseException().Message);
            error = $"the tables of {shown} cannot be read; was it built with another version of KerberosGen? {cause}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = FileTrouble.Of(exception, path);
        }

        return error.Length == 0;
    }

    private static ProtocolLayout LayoutOf(Type catalog) =>
        catalog.GetProperty("Layout", BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as ProtocolLayout
        ?? throw new MissingMemberException(catalog.FullName, "Layout");

    private sealed class Beside(string assembly) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assembly))
    {
        private static readonly string Runtime = typeof(ProtocolLayout).Assembly.GetName().Name!;

        private readonly string _folder = Path.GetDirectoryName(assembly)!;

        protected override Assembly? Load(AssemblyName name)
        {
            string path = Path.Combine(_folder, name.Name + ".dll");
            return name.Name != Runtime && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
