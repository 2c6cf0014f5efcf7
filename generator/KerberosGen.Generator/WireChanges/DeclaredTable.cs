using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>A declared packet as far as its peers notice it: without the words that explain it.</summary>
/// <param name="Namespace">Its namespace as source spells it.</param>
/// <param name="FullName">Its full name, as <see cref="TypeName.FullName"/> has it.</param>
/// <param name="Table">Its table.</param>
/// <param name="Fields">Its fields as source spells them, a name for each row.</param>
/// <param name="Enums">The enums of its fields.</param>
internal sealed record DeclaredTable(
    string Namespace, string FullName, WireTable Table, EquatableArray<string> Fields, EquatableArray<WireType> Enums)
{
    public static DeclaredTable Of(PacketSpec packet)
    {
        WireTable table = SpecTables.Of(packet);
        return new DeclaredTable(
            SpecTables.Plain(packet.Type.Namespace),
            packet.Type.FullName,
            table with { Summary = "", Rows = table.Rows.Select(r => r with { Use = "" }).ToImmutableArray() },
            new EquatableArray<string>(packet.Fields.Select(f => SpecTables.Plain(f.Name)).ToImmutableArray()),
            new EquatableArray<WireType>(SpecTypes.EnumsOf(packet).ToImmutableArray()));
    }

    /// <summary>A row's field as source spells it.</summary>
    public string FieldOf(WireRow row) => Fields[Table.Rows.IndexOf(row)];
}
