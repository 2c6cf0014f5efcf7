using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits the <c>Seal</c> and <c>TryOpen</c> of a packet whose IV proves it. Sealing packs the packet with padded plaintexts for the
/// IV and then encrypts; opening decrypts, makes the IV again and compares before it looks at any padding.
/// </summary>
internal static class SyntheticIvEmitter
{
    private const string Cipher = Crypto + "AesCbc";
    private const string Mac = Crypto + "AesCmac";
    private const string Opening = Crypto + "Opening";

    public static void Emit(SourceWriter source, PacketSpec spec, List<FieldSpec> fields, CipherParameters names, FieldSpec iv, string visibility)
    {
        EmitSeal(source, spec, fields, names, iv, visibility);
        EmitOpen(source, spec, fields, names, iv, visibility);
    }

    private static void EmitSeal(SourceWriter source, PacketSpec spec, List<FieldSpec> fields, CipherParameters names, FieldSpec iv, string visibility)
    {
        source.Summary(
            $"Encrypts {CipherEmitter.Enumerate(fields)} with AES-256-CBC under the synthetic IV, which it sets {CipherEmitter.Enumerate([iv])} to. Every other field must have its value.");
        List<string> parameters = FrontParameters(spec, names);
        foreach (FieldSpec field in fields)
        {
            parameters.Add(field.Size is null
                ? $"scoped {ReadOnlySpan} {names.PlaintextOf(field)}"
                : $"scoped in {field.Encryption!.PlaintextFullName} {names.PlaintextOf(field)}");
            if (field.Size is null)
                parameters.Add($"{Span} {names.BufferOf(field)}");
        }

        Open(source, spec, names, $"{visibility} void Seal", parameters);
        source.Line($"this.{iv.Name} = default;");
        foreach (FieldSpec field in fields)
        {
            source.Line(field.Size is null
                ? $"this.{field.Name} = {Codec}CipherField.Pad({names.PlaintextOf(field)}, {CipherEmitter.Padding(field)}, {names.BufferOf(field)});"
                : $"{Codec}CipherField.Pad(in {names.PlaintextOf(field)}, {CipherEmitter.Padding(field)}, out this.{field.Name});");
        }

        source.Line($"{Span} {names.Made} = stackalloc byte[{Mac}.Size];");
        source.Line($"{Codec}SyntheticIv.Make({Front(spec, names)}, in this, {Number(iv.Offset!.Value)}, {names.Made});");
        IEnumerable<string> plaintexts = fields.Select(field => field.Size is null ? $"{names.PlaintextOf(field)}, {names.BufferOf(field)}" : $"in {names.PlaintextOf(field)}");
        source.Line($"Seal({names.CipherOf(names.Roles[0])}, new {iv.TypeFullName}({names.Made}), {string.Join(", ", plaintexts)});");
        source.Close();
        source.Line();
    }

    private static void EmitOpen(SourceWriter source, PacketSpec spec, List<FieldSpec> fields, CipherParameters names, FieldSpec iv, string visibility)
    {
        source.Summary(
            $"Decrypts {CipherEmitter.Enumerate(fields)}, and compares {CipherEmitter.Enumerate([iv])} with the synthetic IV in constant time before any padding is looked at. All work is done before the answer.");
        List<string> parameters = FrontParameters(spec, names);
        foreach (FieldSpec field in fields)
        {
            if (field.Size is null)
                parameters.Add($"{Span} {names.BufferOf(field)}");
            parameters.Add(field.Size is null
                ? $"out {ReadOnlySpan} {names.PlaintextOf(field)}"
                : $"out {field.Encryption!.PlaintextFullName} {names.PlaintextOf(field)}");
        }

        Open(source, spec, names, $"{visibility} readonly {Opening} TryOpen", parameters);
        source.Line($"{spec.Type.FullName} {names.Padded} = this;");
        string cipher = names.CipherOf(names.Roles[0]);
        foreach (FieldSpec field in fields)
        {
            source.Line(field.Size is null
                ? $"{names.Padded}.{field.Name} = {Codec}CipherField.Decrypt({cipher}, this.{iv.Name}.Bytes, this.{field.Name}, {names.BufferOf(field)});"
                : $"{Codec}CipherField.Decrypt({cipher}, this.{iv.Name}.Bytes, in this.{field.Name}, out {names.Padded}.{field.Name});");
        }

        source.Line($"bool {names.IsProved} = {Codec}SyntheticIv.Verify({Front(spec, names)}, in {names.Padded}, {Number(iv.Offset!.Value)}, this.{iv.Name}.Bytes);");
        source.Line($"bool {CipherParameters.Opened} = true;");
        foreach (FieldSpec field in fields)
        {
            string padded = (field.Size is null ? "" : "in ") + $"{names.Padded}.{field.Name}";
            source.Line($"{CipherParameters.Opened} &= {Codec}CipherField.TryUnpad({padded}, {CipherEmitter.Padding(field)}, out {names.PlaintextOf(field)});");
        }

        source.Line($"{names.Padded} = default;");
        source.Line($"return !{CipherParameters.Opened} ? {Opening}.Failed : {names.IsProved} ? {Opening}.Authenticated : {Opening}.Unauthenticated;");
        source.Close();
        source.Line();
    }

    private static void Open(SourceWriter source, PacketSpec spec, CipherParameters names, string method, List<string> parameters)
    {
        bool hasHeader = spec.Kind == PacketKind.Message;
        source.Open(hasHeader
            ? $"{method}<{names.HeaderType}>({string.Join(", ", parameters)}) where {names.HeaderType} : struct, {Codec}IPacketHeader<{names.HeaderType}>"
            : $"{method}({string.Join(", ", parameters)})");
    }

    private static List<string> FrontParameters(PacketSpec spec, CipherParameters names)
    {
        var parameters = new List<string> { $"{Cipher} {names.CipherOf(names.Roles[0])}", $"{Mac} {names.Mac}" };
        if (spec.Kind == PacketKind.Message)
            parameters.Add($"{names.HeaderType} {names.Header}");
        parameters.Add($"scoped {ReadOnlySpan} {names.Associated}");
        return parameters;
    }

    private static string Front(PacketSpec spec, CipherParameters names) =>
        spec.Kind == PacketKind.Message ? $"{names.Mac}, {names.Header}, {names.Associated}" : $"{names.Mac}, {names.Associated}";
}
