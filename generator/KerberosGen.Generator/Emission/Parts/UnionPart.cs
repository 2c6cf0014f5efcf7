using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>One of several things: the union reads and writes itself, given the value that chooses.</summary>
internal sealed class UnionPart(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    private FieldSpec Control => FieldOf(Spec, Field.ChosenBy!);

    public override string SizeOf(string owner) => $"{owner}{Field.Name}.PackedSize({Chosen})";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"{This}.TryPack({Chosen}, destination[{cursor.Position}..], out int {Local("Written")});");
        cursor.Advance(Local("Written"));
    }

    public override void Read(UnpackCursor cursor) => EmitInner(cursor, EmitRest(cursor), Unpack, isOneLeaf: true);

    public override void ReadMeasured(UnpackCursor cursor, Measure measure) =>
        EmitInner(cursor, EmitSize(cursor, measure), Unpack, isOneLeaf: true);

    /// <summary>The value that chooses, in a packet that is written.</summary>
    private string Chosen => Conditions.Chosen(Control, WrittenValue.OfControl(Spec, Control, "this"));

    private string Unpack(string source) =>
        $"{Field.TypeFullName}.Unpack({Conditions.Chosen(Control, "packet." + Control.Name)}, {source}, out {Target})";
}
