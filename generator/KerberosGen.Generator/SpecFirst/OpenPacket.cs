using KerberosGen.WireTables;

namespace KerberosGen.Generator.SpecFirst;

/// <summary>A packet that is declared without fields and has a table in <c>packets.spec</c>.</summary>
/// <param name="FullName">Its full name with <c>global::</c>.</param>
/// <param name="Namespace">Its namespace as source spells it; empty for the global one.</param>
/// <param name="Name">Its name as source spells it.</param>
/// <param name="Path">The file.</param>
/// <param name="Table">Its table there.</param>
internal sealed record OpenPacket(string FullName, string Namespace, string Name, string Path, WireTable Table);
