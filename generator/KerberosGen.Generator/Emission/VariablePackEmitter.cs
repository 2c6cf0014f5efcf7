using System.Linq;
using KerberosGen.Generator.Emission.Parts;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits the pack of a packet with variable parts: refusals, then the fields in wire order, then what covers them.</summary>
internal static class VariablePackEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Writes the packet, or answers false and writes nothing if it does not fit. Lengths and counts are written from what they measure.");
        source.Line(FieldRefusals.HasRules(spec)
            ? "/// <exception cref=\"global::System.InvalidOperationException\">A part is longer than its length field can say, or a value is not allowed.</exception>"
            : "/// <exception cref=\"global::System.InvalidOperationException\">A part is longer than its length field can say.</exception>");
        source.Open($"public readonly bool TryPack({Span} destination, out int written)");
        source.Lines("""
            int size = PackedSize;
            if (destination.Length < size)
            {
                written = 0;
                return false;
            }

            """);
        FieldRefusals.Emit(source, spec);
        if (spec.Fields.Any(NeedsReference))
            source.Line($"ref byte to = ref {Reference}(destination);");
        var cursor = new PackCursor(source);
        foreach (FieldSpec field in spec.Fields)
            EmitField(cursor, spec, field);
        Paddings.WriteTail(cursor, spec);
        foreach (FieldSpec checksum in Checksums.InOrder(spec))
            EmitChecksum(source, spec, checksum);
        source.Lines("""
            written = size;
            return true;
            """);
        source.Close();
        source.Line();
    }

    /// <summary>Emits one field, padding and prefix included.</summary>
    public static void EmitField(PackCursor cursor, PacketSpec spec, FieldSpec field)
    {
        string start = Parameter(spec, field) + "Offset";
        string end = Parameter(spec, field) + "End";
        bool keepsStart = Checksums.NeedsStart(spec, field) && !Checksums.HasKnownStart(field);
        bool keepsEnd = Checksums.NeedsEnd(spec, field) && !Checksums.HasKnownEnd(field);
        string declare = "int ";
        if (field.IsConditional)
        {
            cursor.Settle();
            if (keepsStart)
                cursor.Source.Line($"int {start} = at;");
            if (keepsEnd)
                cursor.Source.Line($"int {end} = at;");
            declare = "";
            cursor.Source.Open($"if ({Conditions.OnWriting(spec, field, "this")})");
        }

        Paddings.Write(cursor, spec, field);
        if (keepsStart)
            cursor.Source.Line($"{declare}{start} = {cursor.Position};");
        if (field.Size is null)
        {
            if (field.Prefix is not null)
                new PrefixPart(spec, field).Write(cursor);
            Part.Of(spec, field).Write(cursor);
        }
        else
        {
            cursor.Write(spec, field);
        }

        if (keepsEnd)
            cursor.Source.Line($"{declare}{end} = {cursor.Position};");
        if (!field.IsConditional)
            return;
        cursor.Settle();
        cursor.Source.Close();
        cursor.Source.Line();
    }

    private static void EmitChecksum(SourceWriter source, PacketSpec spec, FieldSpec checksum)
    {
        if (checksum.IsConditional)
            source.Open($"if ({Conditions.OnWriting(spec, checksum, "this")})");
        string place = $"{Unsafe}.Add(ref to, {Checksums.StartOf(spec, checksum)})";
        source.Line(FieldAccess.Write(checksum, Checksums.Written(spec, checksum, "destination[..size]"), new Spot(place, 0, "")));
        if (checksum.IsConditional)
        {
            source.Close();
            source.Line();
        }
    }

    public static bool NeedsReference(FieldSpec field) => field.Size is not null || field.Shape == FieldShape.List
        || field.Prefix is { Width: > 0 } || field.IsNulTerminated || field.Padding > 0;
}
