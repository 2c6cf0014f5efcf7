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
        string visibility = spec.Type.IsPublic && fields.All(f => f.Encryption!.PlaintextIsPublic) ? "public" : "internal";
        List<string> roles = fields.Select(f => f.Encryption!.Role).Distinct().ToList();
        List<FieldSpec> ivs = fields.Select(f => spec.Fields.First(iv => iv.Name == f.Encryption!.IvField)).Distinct().ToList();
        EmitSizes(source, fields);
        EmitSeal(source, fields, roles, ivs, visibility);
        EmitOpen(source, fields, roles, visibility);
    }

    private static void EmitSizes(SourceWriter source, List<FieldSpec> fields)
    {
        foreach (FieldSpec field in fields.Where(f => f.IsVariable))
        {
            source.Summary($"Bytes of ciphertext for a plaintext of this many bytes in <see cref=\"{field.Name}\"/>.");
            source.Line($"public static int Sealed{Plain(field.Name)}Size(int plaintextSize) => {Cipher}.CiphertextSize(plaintextSize, {Padding(field)});");
            source.Line();
        }
    }

    private static void EmitSeal(SourceWriter source, List<FieldSpec> fields, List<string> roles, List<FieldSpec> ivs, string visibility)
    {
        source.Summary($"Encrypts {Enumerate(fields)} with AES-256-CBC and sets {Enumerate(ivs)}.");
        var parameters = new List<string>();
        parameters.AddRange(roles.Select(role => $"{Cipher} {CipherOf(role)}"));
        parameters.AddRange(ivs.Select(iv => $"in {iv.TypeFullName} {IvParameter(iv)}"));
        foreach (FieldSpec field in fields)
        {
            string parameter = PlaintextParameter(field);
            if (field.IsVariable)
            {
                parameters.Add($"scoped {ReadOnlySpan} {parameter}");
                parameters.Add($"{Span} {parameter}Buffer");
            }
            else
            {
                parameters.Add($"scoped in {field.Encryption!.PlaintextFullName} {parameter}");
            }
        }

        source.Open($"{visibility} void Seal({string.Join(", ", parameters)})");
        foreach (FieldSpec iv in ivs)
            source.Line($"this.{iv.Name} = {IvParameter(iv)};");
        foreach (FieldSpec field in fields)
        {
            string parameter = PlaintextParameter(field);
            string arguments = $"{CipherOf(field.Encryption!.Role)}, {IvParameter(ivs.First(iv => iv.Name == field.Encryption.IvField))}.Bytes";
            source.Line(field.IsVariable
                ? $"this.{field.Name} = {Codec}CipherField.Seal({arguments}, {parameter}, {Padding(field)}, {parameter}Buffer);"
                : $"{Codec}CipherField.Seal({arguments}, in {parameter}, {Padding(field)}, out this.{field.Name});");
        }

        source.Close();
        source.Line();
    }

    private static void EmitOpen(SourceWriter source, List<FieldSpec> fields, List<string> roles, string visibility)
    {
        source.Summary($"Decrypts {Enumerate(fields)}; false if a key, an IV or a ciphertext is not right, as far as padding and sizes tell.");
        var parameters = new List<string>();
        parameters.AddRange(roles.Select(role => $"{Cipher} {CipherOf(role)}"));
        foreach (FieldSpec field in fields)
        {
            string parameter = PlaintextParameter(field);
            if (field.IsVariable)
                parameters.Add($"{Span} {parameter}Buffer");
            parameters.Add(field.IsVariable ? $"out {ReadOnlySpan} {parameter}" : $"out {field.Encryption!.PlaintextFullName} {parameter}");
        }

        source.Open($"{visibility} readonly bool TryOpen({string.Join(", ", parameters)})");
        source.Line("bool opened = true;");
        foreach (FieldSpec field in fields)
        {
            string parameter = PlaintextParameter(field);
            string arguments = $"{CipherOf(field.Encryption!.Role)}, this.{field.Encryption.IvField}.Bytes, ";
            source.Line(field.IsVariable
                ? $"opened &= {Codec}CipherField.TryOpen({arguments}this.{field.Name}, {Padding(field)}, {parameter}Buffer, out {parameter});"
                : $"opened &= {Codec}CipherField.TryOpen({arguments}in this.{field.Name}, {Padding(field)}, out {parameter});");
        }

        source.Line("return opened;");
        source.Close();
        source.Line();
    }

    private static string CipherOf(string role) => Parameter(role).TrimStart('@') + "Cipher";

    // Suffixes keep the parameters of one method apart, whatever the fields are called.
    private static string IvParameter(FieldSpec iv) => Parameter(iv.Name) is "opened" ? "openedIv" : Parameter(iv.Name);

    private static string PlaintextParameter(FieldSpec field)
    {
        string parameter = Parameter(field.Name);
        bool taken = parameter is "opened" || parameter.EndsWith("Cipher", System.StringComparison.Ordinal) || parameter.EndsWith("Buffer", System.StringComparison.Ordinal);
        return taken ? parameter.TrimStart('@') + "Plaintext" : parameter;
    }

    private static string Padding(FieldSpec field) => $"{Crypto}CipherPadding.{field.Encryption!.Padding}";

    private static string Enumerate(List<FieldSpec> fields) =>
        string.Join(", ", fields.Select(f => $"<see cref=\"{f.Name}\"/>"));
}
