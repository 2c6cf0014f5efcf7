using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>
/// A field whose size varies: how its content is sized, written and read. Padding, conditions and prefixes are the same for all of
/// them and dealt with around it.
/// </summary>
internal abstract class Part(PacketSpec spec, FieldSpec field)
{
    protected PacketSpec Spec { get; } = spec;

    protected FieldSpec Field { get; } = field;

    /// <summary>The field in the packet that is written.</summary>
    protected string This => "this." + Field.Name;

    /// <summary>The field in the packet that is read.</summary>
    protected string Target => "packet." + Field.Name;

    /// <summary>The kind of a field's part.</summary>
    public static Part Of(PacketSpec spec, FieldSpec field) => field.Shape switch
    {
        FieldShape.Bytes => new BytesPart(spec, field),
        FieldShape.List => new ListPart(spec, field),
        FieldShape.Sequence => new SequencePart(spec, field),
        FieldShape.Packet => new NestedPart(spec, field),
        FieldShape.Union => new UnionPart(spec, field),
        _ => new Leb128Part(spec, field),
    };

    /// <summary>The bytes of its content in a packet that is written, without a prefix or a NUL.</summary>
    /// <param name="owner">The packet with a dot behind it, or nothing.</param>
    public abstract string SizeOf(string owner);

    /// <summary>Emits what writes the content and moves the cursor behind it.</summary>
    public abstract void Write(PackCursor cursor);

    /// <summary>Emits what reads a content that nothing measures, and moves <c>at</c> behind it.</summary>
    public abstract void Read(UnpackCursor cursor);

    /// <summary>Emits what reads a content that is measured.</summary>
    public abstract void ReadMeasured(UnpackCursor cursor, Measure measure);

    /// <summary>A local of this field.</summary>
    protected string Local(string suffix) => Parameter(Spec, Field) + suffix;

    /// <summary>Emits the local that holds the bytes a length says, after checks that they are there.</summary>
    protected string EmitSize(UnpackCursor cursor, Measure measure)
    {
        string size = Local("Size");
        string amount = EmitAmount(cursor, measure);
        // In 64 bits where the value may not fit an int: from a comparison in 32 the JIT has concluded, in code that it replaces on the
        // stack, that it does.
        string bytes = amount != measure.Value ? "source.Length - at" : measure.CanOverflow(1) ? "(ulong)(source.Length - at)" : "(uint)(source.Length - at)";
        string need = cursor.Missing($"(int){amount} - (source.Length - at)", Field);
        cursor.Source.Open($"if ({amount} > {bytes})");
        cursor.Source.Line("packet = default;");
        if (measure.CanOverflow(1))
        {
            cursor.Source.Line($"return {amount} > int.MaxValue");
            cursor.Source.Indented(() =>
            {
                cursor.Source.Line($"? {TooLarge(measure)}");
                cursor.Source.Line($": {need};");
            });
        }
        else
        {
            cursor.Source.Line($"return {need};");
        }

        cursor.Source.Close();
        cursor.Source.Line();
        cursor.Source.Line($"int {size} = (int){amount};");
        return size;
    }

    /// <summary>Emits, if something was added to the number, the local without it.</summary>
    protected string EmitAmount(UnpackCursor cursor, Measure measure)
    {
        if (measure.Adjust == 0)
            return measure.Value;
        string amount = Local("Amount");
        string adjust = measure.Adjust > 0 ? $"- {Number(measure.Adjust)}" : $"+ {Number(-measure.Adjust)}";
        cursor.Source.Line(measure.Limit > long.MaxValue
            ? $"long {amount} = (long)global::System.Math.Min({measure.Value}, uint.MaxValue) {adjust};"
            : $"long {amount} = (long){measure.Value} {adjust};");
        if (measure.Adjust > 0)
            cursor.Refusal.When($"{amount} < 0", "LengthTooSmall", measure.Leaf, measure.Offset);
        return amount;
    }

    protected static string TooLarge(Measure measure) => Refusal.Invalid("LengthTooLarge", measure.Leaf, measure.Offset);

    /// <summary>Emits an inner unpack: the rest of the source, or the part of it that a length or the packet's end gives.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="size">The local of its bytes, all of which it must use, or null.</param>
    /// <param name="unpack">The call; its argument is the source.</param>
    /// <param name="isOneLeaf">True if what is broken within is this field in the packet's leaves.</param>
    protected void EmitInner(UnpackCursor cursor, string? size, System.Func<string, string> unpack, bool isOneLeaf)
    {
        string result = Local("Result");
        string source = size is null ? UnpackCursor.Here : $"source.Slice(at, {size})";
        string whole = size is null ? "" : $".AsWhole({size})";
        cursor.Source.Line($"{Result} {result} = {unpack(source)}{whole};");
        string within = isOneLeaf ? "WithinEntry" : "Within";
        string answer = size is null ? cursor.Inner(result) : result;
        cursor.Refusal.When($"!{result}.IsDone", $"{answer}.{within}({Number(Field.Leaf)}, at)");
        cursor.Source.Line($"at += {result}.Consumed;");
    }

    /// <summary>Emits the bytes left for a field that goes on to a known end, or gives null where it reads as far as it will.</summary>
    protected string? EmitRest(UnpackCursor cursor)
    {
        if (!Field.IsGreedy || (Field.Tail == 0 && !cursor.IsCut))
            return null;
        string size = Local("Size");
        cursor.Source.Line($"int {size} = {cursor.Rest(Field)};");
        if (Field.Tail > 0)
            cursor.Refusal.When($"{size} < 0", cursor.Missing($"-{size}", Field));
        return size;
    }
}
