using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis.CSharp;

namespace KerberosGen.Generator.Emission;

/// <summary>Names of the runtime's types, and spellings of literals, in emitted source.</summary>
internal static class Names
{
    public const string Codec = "global::KerberosGen.Codec.";
    public const string Layout = "global::KerberosGen.Layout.";
    public const string Crypto = "global::KerberosGen.Crypto.";
    public const string Wire = Codec + "Wire";
    public const string Result = Codec + "UnpackResult";
    public const string Throw = Codec + "CodecThrow";
    public const string Span = "global::System.Span<byte>";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan<byte>";
    public const string Sequence = "global::System.Buffers.ReadOnlySequence<byte>";
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    public const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
    public const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"KerberosGen.Generator\", \"0.1.0\")]";
    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
    public const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    /// <summary>A string literal.</summary>
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A name without the <c>@</c> that lets a keyword stand in source.</summary>
    public static string Plain(string name) => name.TrimStart('@');

    /// <summary>A field's name as a parameter.</summary>
    public static string Parameter(string name)
    {
        string plain = Plain(name).TrimStart('_');
        if (plain.Length == 0 || char.IsDigit(plain[0]))
            plain = "value" + plain;
        string lowered = char.ToLowerInvariant(plain[0]) + plain.Substring(1);
        return Escape(lowered);
    }

    /// <summary>A field's name as a parameter or local; in its own spelling if another field's would be the same.</summary>
    public static string Parameter(PacketSpec spec, FieldSpec field)
    {
        string parameter = Parameter(field.Name);
        return spec.Fields.Any(other => other.Name != field.Name && Parameter(other.Name) == parameter) ? field.Name : parameter;
    }

    /// <summary>The field with this name, as source spells it.</summary>
    public static FieldSpec FieldOf(PacketSpec spec, string name)
    {
        foreach (FieldSpec field in spec.Fields)
        {
            if (field.Name == name)
                return field;
        }

        throw new System.InvalidOperationException($"{spec.Type.Name} has no field {name}; the linker put the name there.");
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text within an XML comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
