using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits equality by value and a <c>ToString</c> that redacts.</summary>
internal static class EqualityEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        List<FieldSpec> compared = spec.Fields.Where(f => f.Measures is null).ToList();
        string equal = compared.Count == 0 ? "true" : string.Join("\n    && ", compared.Select(Compare));
        source.Summary("Compares every field but lengths and counts, which follow from what they measure.");
        source.Lines($"public readonly bool Equals({name} other) =>\n    {equal};");
        source.Line();
        source.Line("/// <inheritdoc/>");
        source.Line(spec.IsRefStruct
            ? "public override readonly bool Equals(object? obj) => false;"
            : $"public override readonly bool Equals(object? obj) => obj is {name} other && Equals(other);");
        source.Line();
        EmitHash(source, compared);
        EmitToString(source, spec);
        source.Lines($$"""
            /// <summary>Compares by value.</summary>
            public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

            /// <summary>Compares by value.</summary>
            public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

            """);
    }

    private static string Compare(FieldSpec field) => field.Shape switch
    {
        FieldShape.Integer or FieldShape.Enum => $"this.{field.Name} == other.{field.Name}",
        FieldShape.Bytes => $"global::System.MemoryExtensions.SequenceEqual(this.{field.Name}, other.{field.Name})",
        _ => $"this.{field.Name}.Equals(other.{field.Name})",
    };

    private static void EmitHash(SourceWriter source, List<FieldSpec> compared)
    {
        source.Line("/// <inheritdoc/>");
        source.Open("public override readonly int GetHashCode()");
        source.Line("global::System.HashCode hash = default;");
        foreach (FieldSpec field in compared)
        {
            source.Lines(field.Shape switch
            {
                FieldShape.Bytes => $"hash.AddBytes(this.{field.Name});",
                FieldShape.List => $"foreach ({field.EntryFullName} entry in this.{field.Name})\n    hash.Add(entry);",
                _ => $"hash.Add(this.{field.Name});",
            });
        }

        source.Line("return hash.ToHashCode();");
        source.Close();
        source.Line();
    }

    private static void EmitToString(SourceWriter source, PacketSpec spec)
    {
        string name = Plain(spec.Type.Name);
        source.Summary("The fields for a person to read: secrets are left out, text from a peer is made harmless.");
        if (spec.Fields.Count == 0)
        {
            source.Line($"public override readonly string ToString() => {Quote(name)};");
            source.Line();
            return;
        }

        string parts = string.Join(", ", spec.Fields.Select(f => $"{Plain(f.Name)} = {Show(f)}"));
        source.Line("public override readonly string ToString() =>");
        source.Line($"    global::System.FormattableString.Invariant($\"{name} {{{{ {parts} }}}}\");");
        source.Line();
    }

    private static string Show(FieldSpec field)
    {
        if (field.Encryption is not null)
            return $"({(field.IsVariable ? $"{{this.{field.Name}.Length}}" : Number(field.Size!.Value))} bytes encrypted)";
        if (field.IsSecret)
            return "***";
        return field.Shape switch
        {
            FieldShape.Bytes => $"({{this.{field.Name}.Length}} bytes)",
            FieldShape.List => $"{{this.{field.Name}.ToString()}}",
            FieldShape.Domain when field.IsText => $"{{({Codec}DisplayText.Quote(this.{field.Name}.Utf8))}}",
            _ => $"{{this.{field.Name}}}",
        };
    }
}
