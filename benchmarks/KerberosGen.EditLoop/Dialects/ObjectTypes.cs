using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KerberosGen.EditLoop.Protocol;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>The same fields as classes with properties, as both serializers of objects want them.</summary>
internal static class ObjectTypes
{
    public const string Reason = """
        /// <summary>Why something was sent.</summary>
        public enum Reason : ushort { None, Asked, Changed, Closed }
        """;

    public static string Write(string usings, string attribute, ImmutableArray<Message> messages)
    {
        var text = new StringBuilder("using System;\n").Append(usings).Append("\nnamespace Traffic;\n");
        foreach (Message message in messages)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n/// <summary>{message.Summary}</summary>\n{attribute}public partial class {message.Name}\n{{\n");
            foreach (Field field in message.Fields)
                text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{field.Summary}</summary>\n    public {TypeOf(field.Kind, message.File)} {field.Name} {{ get; set; }}\n\n");
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static string TypeOf(FieldKind kind, int file) => kind switch
    {
        FieldKind.Level => "byte",
        FieldKind.Port or FieldKind.CountOfEntries => "ushort",
        FieldKind.Sequence or FieldKind.LengthOfBytes => "uint",
        FieldKind.Time => "long",
        FieldKind.Reason => "Reason",
        FieldKind.Id or FieldKind.Iv => "Guid",
        FieldKind.Nonce => "ulong",
        FieldKind.Name => "string?",
        FieldKind.SealedKey or FieldKind.Bytes => "byte[]?",
        FieldKind.Endpoint => SampleProtocol.NameIn(file, "Endpoint") + "?",
        FieldKind.Entries => SampleProtocol.NameIn(file, "Entry") + "[]?",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
