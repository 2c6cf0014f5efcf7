using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>Entries each as long as it is: read one after the other, by their number, to the last one or to the end.</summary>
internal sealed class SequencePart(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    public override string SizeOf(string owner) => $"{owner}{Field.Name}.PackedSize";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"{This}.Bytes.CopyTo(destination[{cursor.Position}..]);");
        cursor.Advance(SizeOf("this."));
    }

    public override void Read(UnpackCursor cursor)
    {
        if (Field.Until.Count > 0)
        {
            string isLast = string.Join(" || ", Field.Until.Select(UntilHolds));
            EmitInner(
                cursor,
                null,
                source => $"{Codec}PacketSequence.ReadUntil({source}, static (scoped in {Field.EntryFullName} entry) => {isLast}, out {Target})",
                isOneLeaf: true);
            return;
        }

        EmitInner(cursor, EmitRest(cursor), ReadAll, isOneLeaf: true);
    }

    public override void ReadMeasured(UnpackCursor cursor, Measure measure)
    {
        if (!measure.IsCount)
        {
            EmitInner(cursor, EmitSize(cursor, measure), ReadAll, isOneLeaf: true);
            return;
        }

        string count = EmitAmount(cursor, measure);
        string entries = count == measure.Value ? count : $"(ulong){count}";
        EmitInner(cursor, null, source => $"{Codec}PacketSequence.Read({source}, {entries}, out {Target})", isOneLeaf: true);
    }

    private string ReadAll(string source) => $"{Codec}PacketSequence.Read({source}, null, out {Target})";

    // The entry's own table is not at hand, only what its field is.
    private static string UntilHolds(ConditionSpec condition)
    {
        string value = "entry." + condition.Field;
        if (condition.Shape == FieldShape.Integer && condition.Values.Any(v => v < 0))
            value = $"unchecked((long){value})";
        var control = new FieldSpec(condition.Field, condition.WireName, "", condition.Shape, "", "", null, null) { Integer = "long", IsSigned = true };
        return Conditions.Holds(control, condition, value);
    }
}
