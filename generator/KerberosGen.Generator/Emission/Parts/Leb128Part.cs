using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>An integer as LEB128.</summary>
internal sealed class Leb128Part(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    private string Wide => Field.IsSigned ? "long" : "ulong";

    public override string SizeOf(string owner) => $"{Codec}Leb128.SizeOf(({Wide}){Value(owner)})";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"int {Local("Written")} = {Codec}Leb128.Write(destination[{cursor.Position}..], ({Wide}){Value("this.")});");
        cursor.Advance(Local("Written"));
    }

    public override void Read(UnpackCursor cursor)
    {
        string raw = Local("Raw");
        EmitInner(
            cursor,
            null,
            source => $"{Codec}Leb128.Read({source}, {Number(8 * Field.NaturalSize)}, out {Wide} {raw})",
            isOneLeaf: false);
        string number = Field.Integer == Wide ? raw : $"({Field.Integer}){raw}";
        FieldChecks.EmitNumber(Field, number, new Spot("", 0, $"at - {Local("Result")}.Consumed"), cursor.Refusal);
        cursor.Source.Line($"{Target} = {number};");
    }

    public override void ReadMeasured(UnpackCursor cursor, Measure measure) => Read(cursor);

    private string Value(string owner) => owner + Field.Name;
}
