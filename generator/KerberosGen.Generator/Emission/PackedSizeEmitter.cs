using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Emission.Parts;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits the size of a packet that varies: a sum, or a walk over the fields where padding or conditions want one.</summary>
internal static class PackedSizeEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Bytes this value packs to.");
        if (!spec.Fields.Any(f => f.IsConditional || f.Padding is null) && spec.Align == 0)
        {
            int constant = spec.Fields.Sum(f => (f.Size ?? 0) + FixedBytesAround(f));
            var terms = new List<string> { constant == spec.MinSize ? "MinSize" : Number(constant) };
            terms.AddRange(spec.Fields.SelectMany(f => VariableSizes(spec, f, "")));
            source.Line($"public readonly int PackedSize => checked({string.Join(" + ", terms)});");
            source.Line();
            return;
        }

        source.Open("public readonly int PackedSize");
        source.Open("get");
        source.Open("checked");
        source.Line("int at = 0;");
        foreach (FieldSpec field in spec.Fields)
        {
            if (field.IsConditional)
                source.Open($"if ({Conditions.OnWriting(spec, field, "this")})");
            if (field.Padding is null)
                source.Line($"at += {Paddings.Size(field)};");
            var terms = new List<string>();
            int constant = (field.Size ?? 0) + FixedBytesAround(field);
            if (constant > 0)
                terms.Add(Number(constant));
            terms.AddRange(VariableSizes(spec, field, "this."));
            if (terms.Count > 0)
                source.Line($"at += {string.Join(" + ", terms)};");
            if (field.IsConditional)
            {
                source.Close();
                source.Line();
            }
        }

        source.Line(spec.Align > 0 ? $"return at + {Wire}.PaddingTo(at, {Number(spec.Align)});" : "return at;");
        source.Close();
        source.Close();
        source.Close();
        source.Line();
    }

    private static int FixedBytesAround(FieldSpec field) =>
        (field.Padding ?? 0) + (field.Prefix?.Width ?? 0) + (field.IsNulTerminated ? 1 : 0);

    private static IEnumerable<string> VariableSizes(PacketSpec spec, FieldSpec field, string owner)
    {
        if (field.Size is not null)
            yield break;
        if (field.Prefix is { Width: 0 })
            yield return new PrefixPart(spec, field).SizeOf(owner);
        yield return Part.Of(spec, field).SizeOf(owner);
    }
}
