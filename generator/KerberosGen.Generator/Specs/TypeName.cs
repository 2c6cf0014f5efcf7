namespace KerberosGen.Generator.Specs;

/// <summary>The declared type that a file is emitted for.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name, escaped if it is a keyword.</param>
/// <param name="IsPublic">True if it is visible outside its assembly.</param>
internal sealed record TypeName(string Namespace, string Name, bool IsPublic)
{
    /// <summary>As it stands in emitted source, whatever is imported there.</summary>
    public string FullName => Namespace.Length == 0 ? "global::" + Name : "global::" + Namespace + "." + Name;

    /// <summary>Stable across edits, unique in the compilation.</summary>
    public string HintName => (Namespace.Length == 0 ? Name : Namespace + "." + Name).Replace("@", "") + ".g.cs";
}
