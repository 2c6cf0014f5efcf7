using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits <c>Seal</c> and <c>TryOpen</c> for a packet with encrypted fields. Both take one cipher for each key role;
/// opening does all its work before it answers, so that the answer's time does not say which field was broken.
/// </summary>
internal static class CipherEmitter
{
    private const string Cipher = Crypto + "AesCbc";

    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        List<FieldSpec> fields = spec.Fields.Where(f => f.Encryption is not null).ToList();
        if (fields.Count == 0)
            return;
        string visibility = spec.Type.IsPublic && fields.All(f => f.Encryption!.IsPublic) ? "public" : "internal";
        var names = new CipherParameters(spec, fields);
        EmitSizes(source, fields);
        EmitSeal(source, fields, names, visibility);
        EmitOpen(source, fields, names, visibility);
        if (names.Ivs.Count == 1 && names.Ivs[0].SyntheticIv is not null)
            SyntheticIvEmitter.Emit(source, spec, fields, names, names.Ivs[0], visibility);
    }

    public static string Padding(FieldSpec field) => $"{Crypto}CipherPadding.{field.Encryption!.Padding}";

    public static string Enumerate(IEnumerable<FieldSpec> fields) =>
        string.Join(", ", fields.Select(f => $"<see cref=\"{f.Name}\"/>"));

    private static void EmitSizes(SourceWriter source, List<FieldSpec> fields)
    {
        foreach (FieldSpec field in fields.Where(f => f.Size is null))
        {
            source.Summary($"Bytes of ciphertext for a plaintext of this many bytes in <see cref=\"{field.Name}\"/>.");
            source.Line($"public static int Sealed{Plain(field.Name)}Size(int plaintextSize) => {Cipher}.CiphertextSize(plaintextSize, {Padding(field)});");
            source.Line();
        }
    }

    private static void EmitSeal(SourceWriter source, List<FieldSpec> fields, CipherParameters names, string visibility)
    {
        source.Summary($"Encrypts {Enumerate(fields)} with AES-256-CBC and sets {Enumerate(names.Ivs)}.");
        var parameters = new List<string>();
        parameters.AddRange(names.Roles.Select(role => $"{Cipher} {names.CipherOf(role)}"));
        parameters.AddRange(names.Ivs.Select(iv => $"in {iv.TypeFullName} {names.IvOf(iv.Name)}"));
        foreach (FieldSpec field in fields)
        {
            string parameter = names.PlaintextOf(field);
            if (field.Size is null)
            {
                parameters.Add($"scoped {ReadOnlySpan} {parameter}");
                parameters.Add($"{Span} {names.BufferOf(field)}");
            }
            else
            {
                parameters.Add($"scoped in {field.Encryption!.PlaintextFullName} {parameter}");
            }
        }

        source.Open($"{visibility} void Seal({string.Join(", ", parameters)})");
        foreach (FieldSpec iv in names.Ivs)
            source.Line($"this.{iv.Name} = {names.IvOf(iv.Name)};");
        foreach (FieldSpec field in fields)
        {
            string parameter = names.PlaintextOf(field);
            string arguments = $"{names.CipherOf(field.Encryption!.Role)}, {names.IvOf(field.Encryption.IvField)}.Bytes";
            source.Line(field.Size is null
                ? $"this.{field.Name} = {Codec}CipherField.Seal({arguments}, {parameter}, {Padding(field)}, {names.BufferOf(field)});"
                : $"{Codec}CipherField.Seal({arguments}, in {parameter}, {Padding(field)}, out this.{field.Name});");
        }

        source.Close();
        source.Line();
    }

    private static void EmitOpen(SourceWriter source, List<FieldSpec> fields, CipherParameters names, string visibility)
    {
        source.Summary($"Decrypts {Enumerate(fields)}; false if a key, an IV or a ciphertext is not right, as far as padding and sizes tell.");
        var parameters = new List<string>();
        parameters.AddRange(names.Roles.Select(role => $"{Cipher} {names.CipherOf(role)}"));
        foreach (FieldSpec field in fields)
        {
            string parameter = names.PlaintextOf(field);
            if (field.Size is null)
                parameters.Add($"{Span} {names.BufferOf(field)}");
            parameters.Add(field.Size is null ? $"out {ReadOnlySpan} {parameter}" : $"out {field.Encryption!.PlaintextFullName} {parameter}");
        }

        source.Open($"{visibility} readonly bool TryOpen({string.Join(", ", parameters)})");
        source.Line($"bool {CipherParameters.Opened} = true;");
        foreach (FieldSpec field in fields)
        {
            string parameter = names.PlaintextOf(field);
            string arguments = $"{names.CipherOf(field.Encryption!.Role)}, this.{field.Encryption.IvField}.Bytes, ";
            source.Line(field.Size is null
                ? $"{CipherParameters.Opened} &= {Codec}CipherField.TryOpen({arguments}this.{field.Name}, {Padding(field)}, {names.BufferOf(field)}, out {parameter});"
                : $"{CipherParameters.Opened} &= {Codec}CipherField.TryOpen({arguments}in this.{field.Name}, {Padding(field)}, out {parameter});");
        }

        source.Line($"return {CipherParameters.Opened};");
        source.Close();
        source.Line();
    }
}
