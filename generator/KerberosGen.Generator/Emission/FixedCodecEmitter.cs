using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits pack and unpack of a packet of fixed size: one check, then every field at its constant offset.</summary>
internal static class FixedCodecEmitter
{
    // Above this, joining segments on the stack would be unkind to deep callers.
    private const int StackLimit = 1024;

    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        source.Line($"static int {Codec}IFixedSize<{name}>.Size => Size;");
        source.Line();
        if (spec.CanBeImage)
        {
            source.Line($"static bool {Codec}IFixedSize<{name}>.IsWireImage => {ImageCondition(spec)};");
            source.Line();
        }

        EmitPack(source, spec);
        EmitUnpack(source, spec);
        if (spec.IsChecked)
            EmitCheck(source, spec);
        EmitSequence(source, spec);
    }

    private static void EmitPack(SourceWriter source, PacketSpec spec)
    {
        source.Lines($$"""
            /// <summary>Writes the packet, or answers false and writes nothing if it does not fit.</summary>
            public readonly bool TryPack({{Span}} destination, out int written)
            {
                if (destination.Length < Size)
                {
                    written = 0;
                    return false;
                }

                WriteUnchecked(ref {{Reference}}(destination));
                written = Size;
                return true;
            }

            /// <inheritdoc/>
            {{Hidden}}
            {{Inline}}
            """);
        source.Open("public readonly void WriteUnchecked(ref byte destination)");
        if (spec.CanBeImage)
        {
            source.Open($"if ({Wire}.IsImage<{spec.Type.Name}>())");
            source.Line($"{Wire}.WriteImage(ref destination, in this);");
            source.Line("return;");
            source.Close();
            source.Line();
        }

        FieldRefusals.Emit(source, spec);
        new FieldRun(spec, spec.Fields, "destination", "0").Write(source);
        if (spec.EndPadding > 0)
            source.Line($"{Wire}.Clear(ref destination, {Number(spec.Size!.Value - spec.EndPadding)}, {Number(spec.EndPadding)});");
        foreach (FieldSpec checksum in Checksums.InOrder(spec))
            source.Line(FieldAccess.Write(checksum, Checksums.Written(spec, checksum, $"{Wire}.Bytes(in destination, 0, Size)"), new Spot("destination", checksum.Offset!.Value, "")));
        source.Close();
        source.Line();
    }

    private static void EmitUnpack(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        source.Lines($$"""
            /// <summary>Reads a packet from the beginning of a span. No input throws.</summary>
            public static {{Result}} Unpack({{ReadOnlySpan}} source, out {{name}} packet)
            {
                if (source.Length < Size)
                {
                    packet = default;
                    return {{Result}}.NeedMoreData(Size - source.Length);
                }

            """);
        source.Indented(() =>
        {
            if (spec.IsChecked)
            {
                source.Line($"{Result} check = {Wire}.Check<{name}>(in {Reference}(source), 0);");
                new Refusal(source, clearsPacket: true).When("!check.IsDone", "check");
            }

            source.Line($"ReadUnchecked(in {Reference}(source), out packet);");
            source.Line($"return {Result}.Done(Size);");
        });
        source.Lines($$"""
            }

            /// <inheritdoc/>
            {{Hidden}}
            {{Inline}}
            """);
        source.Open($"public static void ReadUnchecked(ref readonly byte source, out {name} value)");
        if (spec.CanBeImage)
        {
            source.Open($"if ({Wire}.IsImage<{name}>())");
            source.Line($"{Wire}.ReadImage(in source, out value);");
            source.Line("return;");
            source.Close();
            source.Line();
        }

        source.Line($"{Unsafe}.SkipInit(out value);");
        var run = new FieldRun(spec, spec.Fields, "source", "0");
        run.LoadBits(source);
        foreach ((FieldSpec field, Spot spot) in run.Fields)
            source.Lines(run.Read(field, spot, "value." + field.Name));
        source.Close();
        source.Line();
    }

    private static void EmitCheck(SourceWriter source, PacketSpec spec)
    {
        source.Open($"static {Result} {Codec}IFixedSize<{spec.Type.Name}>.Check(ref readonly byte source)");
        var refusal = new Refusal(source, clearsPacket: false);
        var run = new FieldRun(spec, spec.Fields, "source", "0");
        if (run.Fields.Any(f => f.Field.Bits is not null && f.Field.IsChecked))
            run.LoadBits(source);
        run.Check(source, refusal);
        if (spec.EndPadding > 0 && !spec.IsPaddingIgnored)
        {
            string end = Number(spec.Size!.Value - spec.EndPadding);
            refusal.When($"!{Wire}.IsZero({Wire}.Bytes(in source, {end}, {Number(spec.EndPadding)}))", "NonZeroPadding", Verification.LastLeaf(spec), end);
        }

        if (Verification.NeedsPacket(spec))
        {
            source.Line($"ReadUnchecked(in source, out {spec.Type.Name} value);");
            if (spec.PacketLength is { } length)
            {
                string says = $"value.{length.Name}";
                string size = length.Adjust == 0 ? "Size" : $"Size {(length.Adjust < 0 ? "-" : "+")} {Number(System.Math.Abs(length.Adjust))}";
                refusal.When($"{says} < {size}", "LengthTooSmall", length.Leaf, Number(length.Offset!.Value));
                refusal.When($"{says} > {size}", "TrailingBytes", Verification.LastLeaf(spec), "Size");
            }

            Verification.Emit(source, spec, "value", $"{Wire}.Bytes(in source, 0, Size)", refusal);
        }

        source.Line($"return {Result}.Done(Size);");
        source.Close();
        source.Line();
    }

    /// <summary>What must hold, beyond what is known here, for the fields to stand in memory as they do on the wire.</summary>
    private static string ImageCondition(PacketSpec spec)
    {
        var conditions = new List<string>();
        if (spec.Fields.Any(f => f.HasByteOrder))
            conditions.Add("global::System.BitConverter.IsLittleEndian");
        conditions.AddRange(spec.Fields
            .Where(f => f.Shape == FieldShape.Packet)
            .Select(f => $"{Wire}.IsImage<{f.TypeFullName}>()")
            .Distinct());
        return conditions.Count == 0 ? "true" : string.Join(" && ", conditions);
    }

    private static void EmitSequence(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        string joined = spec.Size <= StackLimit ? "stackalloc byte[Size]" : "new byte[Size]";
        source.Lines($$"""
            /// <summary>Reads a packet from the beginning of a sequence, however it is segmented. No input throws.</summary>
            public static {{Result}} Unpack(in {{Sequence}} source, out {{name}} packet)
            {
                {{ReadOnlySpan}} first = source.FirstSpan;
                if (first.Length >= Size || source.IsSingleSegment)
                    return Unpack(first, out packet);
                if (source.Length < Size)
                {
                    packet = default;
                    return {{Result}}.NeedMoreData(Size - (int)source.Length);
                }

                {{Span}} joined = {{joined}};
                global::System.Buffers.BuffersExtensions.CopyTo(source.Slice(0, Size), joined);
                return Unpack(joined, out packet);
            }

            """);
    }
}
