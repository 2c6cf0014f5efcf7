namespace KerberosGen.Layout;

/// <summary>Names a generated catalogue of an assembly, so that tools find an assembly's packets without a search.</summary>
/// <param name="catalog">A generated <c>PacketCatalog</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PacketCatalogAttribute(Type catalog) : Attribute
{
    /// <summary>A generated class with a static property <c>Layout</c> of type <see cref="ProtocolLayout"/>.</summary>
    public Type Catalog { get; } = catalog;
}
