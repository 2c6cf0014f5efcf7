using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits equality by value.</summary>
internal static class EqualityEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        List<FieldSpec> compared = spec.Fields.Where(f => IsCompared(spec, f)).ToList();
        string equal = compared.Count == 0 ? "true" : string.Join("\n    && ", compared.Select(f => Compare(spec, f)));
        source.Summary(spec.Fields.All(f => !f.IsDerived || f.Measures is not null)
            ? "Compares every field but lengths and counts, which follow from what they measure."
            : "Compares every field but those that the generator writes, such as lengths, constants and checksums.");
        source.Lines($"public readonly bool Equals({name} other) =>\n    {equal};");
        source.Line();
        source.Line("/// <inheritdoc/>");
        source.Line(spec.IsRefStruct
            ? "public override readonly bool Equals(object? obj) => false;"
            : $"public override readonly bool Equals(object? obj) => obj is {name} other && Equals(other);");
        source.Line();
        EmitHash(source, spec, compared);
        ToStringEmitter.Emit(source, spec);
        source.Lines($$"""
            /// <summary>Compares by value.</summary>
            public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

            /// <summary>Compares by value.</summary>
            public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

            """);
    }

    /// <summary>Two fields as values.</summary>
    public static string Values(FieldSpec field, string chosen) => field.Shape switch
    {
        FieldShape.Integer or FieldShape.Enum or FieldShape.Boolean => $"this.{field.Name} == other.{field.Name}",
        FieldShape.Bytes => $"global::System.MemoryExtensions.SequenceEqual(this.{field.Name}, other.{field.Name})",
        FieldShape.Array => $"global::System.MemoryExtensions.SequenceEqual({Entries(field, "this.")}, {Entries(field, "other.")}, null)",
        FieldShape.Union => $"this.{field.Name}.Equals({chosen}, in other.{field.Name})",
        _ => $"this.{field.Name}.Equals(other.{field.Name})",
    };

    /// <summary>The statement that adds a field to a hash.</summary>
    public static string Hash(FieldSpec field, string chosen) => field.Shape switch
    {
        FieldShape.Bytes => $"hash.AddBytes(this.{field.Name});",
        FieldShape.Sequence => $"hash.AddBytes(this.{field.Name}.Bytes);",
        FieldShape.List => $"foreach ({field.EntryFullName} entry in this.{field.Name})\n    hash.Add(entry);",
        FieldShape.Array => $"foreach ({field.Entry!.TypeFullName} entry in {Entries(field, "this.")})\n    hash.Add(entry);",
        FieldShape.Union => $"hash.Add(this.{field.Name}.GetHashCode({chosen}));",
        FieldShape.Packet when field.IsNestedView => $"hash.Add(this.{field.Name}.GetHashCode());",
        _ => $"hash.Add(this.{field.Name});",
    };

    private static string Entries(FieldSpec field, string owner) =>
        $"(global::System.ReadOnlySpan<{field.Entry!.TypeFullName}>){owner}{field.Name}";

    // A length is an ordinary value while what it measures may be absent.
    private static bool IsCompared(PacketSpec spec, FieldSpec field) =>
        !field.IsDerived || (field.Measures is { } measures && !WrittenValue.IsAlwaysWritten(FieldOf(spec, measures), field));

    private static string Compare(PacketSpec spec, FieldSpec field)
    {
        string chosen = Chosen(spec, field);
        string values = Values(field, chosen);
        if (field.Shape == FieldShape.Union && FieldOf(spec, field.ChosenBy!) is { IsDerived: true } control)
            values = $"{chosen} == {Conditions.Chosen(control, WrittenValue.OfControl(spec, control, "other"))} && {values}";
        if (field.Measures is { } measures)
            values = $"({Conditions.OnWriting(spec, FieldOf(spec, measures), "this")} || {values})";
        if (!field.IsConditional)
            return values;
        string isThere = Conditions.OnWriting(spec, field, "this");
        // Fields that are not compared themselves may bring this one on one side alone.
        string same = field.When.Any(c => FieldOf(spec, c.Field).IsDerived)
            ? $"({isThere}) == ({Conditions.OnWriting(spec, field, "other")}) && "
            : "";
        return $"{same}(!({isThere}) || ({values}))";
    }

    private static string Chosen(PacketSpec spec, FieldSpec field) => field.ChosenBy is { } name && FieldOf(spec, name) is { } control
        ? Conditions.Chosen(control, WrittenValue.OfControl(spec, control, "this"))
        : "";

    private static void EmitHash(SourceWriter source, PacketSpec spec, List<FieldSpec> compared)
    {
        source.Line("/// <inheritdoc/>");
        source.Open("public override readonly int GetHashCode()");
        source.Line("global::System.HashCode hash = default;");
        foreach (FieldSpec field in compared)
        {
            string add = Hash(field, Chosen(spec, field));
            if (field.Measures is { } measures)
                add = $"if (!({Conditions.OnWriting(spec, FieldOf(spec, measures), "this")}))\n    {add}";
            if (!field.IsConditional)
            {
                source.Lines(add);
                continue;
            }

            source.Open($"if ({Conditions.OnWriting(spec, field, "this")})");
            source.Lines(add);
            source.Close();
            source.Line();
        }

        source.Line("return hash.ToHashCode();");
        source.Close();
        source.Line();
    }
}
