using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>Entries of one fixed size: a view of the source, each entry checked if some of its bytes are not valid.</summary>
internal sealed class ListPart(PacketSpec spec, FieldSpec field) : Part(spec, field)
{
    public override string SizeOf(string owner) => $"{owner}{Field.Name}.PackedSize";

    public override void Write(PackCursor cursor)
    {
        cursor.Source.Line($"{This}.WriteUnchecked(ref {Unsafe}.Add(ref to, {cursor.Position}));");
        cursor.Advance(SizeOf("this."));
    }

    public override void Read(UnpackCursor cursor)
    {
        string size = Local("Size");
        if (EmitRest(cursor) is null)
            cursor.Source.Line($"int {size} = source.Length - at;");
        string unit = Number(Field.EntrySize);
        string left = $"({size} % {unit})";
        if (Field.EntrySize > 1)
        {
            cursor.Refusal.When($"{size} % {unit} != 0", cursor.IsCut
                ? Refusal.Invalid("PartialEntry", Field.Leaf, $"at + {size} - {left}")
                : $"{Result}.NeedMoreData({unit} - {left})");
        }

        EmitView(cursor, size);
    }

    public override void ReadMeasured(UnpackCursor cursor, Measure measure)
    {
        if (!measure.IsCount)
        {
            string bytes = EmitSize(cursor, measure);
            if (Field.EntrySize > 1)
                cursor.Refusal.When($"{bytes} % {Number(Field.EntrySize)} != 0", "LengthMismatch", measure.Leaf, measure.Offset);
            EmitView(cursor, bytes);
            return;
        }

        string size = Local("Size");
        string count = EmitAmount(cursor, measure);
        if (measure.CanOverflow(Field.EntrySize))
            cursor.Refusal.When($"{count} > int.MaxValue / {Number(Field.EntrySize)}", TooLarge(measure));
        cursor.Source.Line($"int {size} = (int){count} * {Number(Field.EntrySize)};");
        cursor.Need(size, Field);
        EmitView(cursor, size);
    }

    private void EmitView(UnpackCursor cursor, string size)
    {
        string list = $"{Codec}PacketList<{Field.EntryFullName}>";
        if (Field.IsNestedChecked)
        {
            string check = Local("Check");
            cursor.Source.Line($"{Result} {check} = {list}.Check(source.Slice(at, {size}));");
            cursor.Refusal.When($"!{check}.IsDone", $"{check}.WithinEntry({Number(Field.Leaf)}, at)");
        }

        cursor.Source.Line($"{Target} = {list}.Over(source.Slice(at, {size}));");
        cursor.Source.Line($"at += {size};");
    }
}
