using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>Another packet whose size varies: it reads and writes itself.</summary>
internal sealed class NestedPart(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    public override string SizeOf(string owner) => $"{owner}{Field.Name}.PackedSize";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"{This}.TryPack(destination[{cursor.Position}..], out int {Local("Written")});");
        cursor.Advance(Local("Written"));
    }

    public override void Read(UnpackCursor cursor) => EmitInner(cursor, EmitRest(cursor), Unpack, isOneLeaf: false);

    public override void ReadMeasured(UnpackCursor cursor, Measure measure) =>
        EmitInner(cursor, EmitSize(cursor, measure), Unpack, isOneLeaf: false);

    private string Unpack(string source) => $"{Field.TypeFullName}.Unpack({source}, out {Target})";
}
