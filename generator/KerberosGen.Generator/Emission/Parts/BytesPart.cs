using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>Bytes or text: a slice of the source.</summary>
internal sealed class BytesPart(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    public override string SizeOf(string owner) => $"{owner}{Field.Name}.Length";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"{This}.CopyTo(destination[{cursor.Position}..]);");
        cursor.Advance(SizeOf("this."));
        if (!Field.IsNulTerminated)
            return;
        Spot nul = cursor.Take(1);
        cursor.Source.Line($"{Wire}.Write<byte>(ref {nul.Start}, {nul.At}, 0);");
    }

    public override void Read(UnpackCursor cursor)
    {
        string size = Local("Size");
        if (Field.IsNulTerminated)
        {
            cursor.Source.Line($"int {size} = global::System.MemoryExtensions.IndexOf({UnpackCursor.Here}, (byte)0);");
            cursor.Refusal.When($"{size} < 0", cursor.Missing("1", Field));
            cursor.Source.Line($"{Target} = source.Slice(at, {size});");
            cursor.Source.Line($"at += {size} + 1;");
            return;
        }

        if (EmitRest(cursor) is null)
            cursor.Source.Line($"int {size} = source.Length - at;");
        EmitSlice(cursor, size);
    }

    public override void ReadMeasured(UnpackCursor cursor, Measure measure) => EmitSlice(cursor, EmitSize(cursor, measure));

    private void EmitSlice(UnpackCursor cursor, string size)
    {
        cursor.Source.Line($"{Target} = source.Slice(at, {size});");
        cursor.Source.Line($"at += {size};");
    }
}
