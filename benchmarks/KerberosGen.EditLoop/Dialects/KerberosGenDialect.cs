using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KerberosGen.EditLoop.Protocol;
using KerberosGen.Generator;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>Packets: partial structs of domain types.</summary>
internal sealed class KerberosGenDialect : Dialect
{
    public override string Name => "KerberosGen";

    public override string Shared => """
        using KerberosGen;

        namespace Traffic;

        /// <summary>Who a peer is.</summary>
        [FixedBytes(16)] public readonly partial struct PeerId;

        /// <summary>A random value.</summary>
        [FixedBytes(8)] public readonly partial struct Nonce;

        /// <summary>Starts a cipher.</summary>
        [FixedBytes(16)] public readonly partial struct Iv;

        /// <summary>A key. Never printed.</summary>
        [FixedBytes(32), Secret] public readonly partial struct Key;

        /// <summary>A key under a key.</summary>
        [FixedBytes(48)] public readonly partial struct SealedKey;

        /// <summary>A name, UTF-8, NUL-padded.</summary>
        [FixedText(64)] public readonly partial struct Name;

        /// <summary>Whose key it is.</summary>
        public enum KeyRole : byte { Session, Service }

        /// <summary>Why something was sent.</summary>
        public enum Reason : ushort { None, Asked, Changed, Closed }

        /// <summary>In front of every packet.</summary>
        [Header(PacketDirection.Request)]
        public partial struct RequestHeader
        {
            /// <summary>Which packet follows.</summary>
            [Code] public ushort Code;

            /// <summary>Its size in bytes.</summary>
            [PayloadSize] public uint PayloadSize;
        }
        """;

    public override IIncrementalGenerator CreateGenerator() => new PacketGenerator();

    public override string Write(ImmutableArray<Message> messages)
    {
        var text = new StringBuilder("using System;\nusing KerberosGen;\nusing KerberosGen.Codec;\n\nnamespace Traffic;\n");
        foreach (Message message in messages)
        {
            string reference = message.Fields.Any(f => f.Kind is FieldKind.Bytes or FieldKind.Entries) ? "ref " : "";
            text.Append(CultureInfo.InvariantCulture, $"\n/// <summary>{message.Summary}</summary>\n[{RootOf(message)}]\n");
            text.Append(CultureInfo.InvariantCulture, $"public {reference}partial struct {message.Name}\n{{\n");
            foreach (Field field in message.Fields)
                text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{field.Summary}</summary>\n    {AttributeOf(field.Kind)}public {TypeOf(field.Kind, message.File)} {field.Name};\n\n");
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static string RootOf(Message message) => message.Code is { } code ? $"Request({code})" : "Packet";

    private static string AttributeOf(FieldKind kind) => kind switch
    {
        FieldKind.LengthOfBytes => "[LengthOf(nameof(Content))] ",
        FieldKind.CountOfEntries => "[CountOf(nameof(List))] ",
        FieldKind.SealedKey => "[Encrypted<KeyRole>(KeyRole.Service, Iv = nameof(Iv), Plaintext = typeof(Key))]\n    ",
        FieldKind.Port => "[BigEndian] ",
        _ => "",
    };

    private static string TypeOf(FieldKind kind, int file) => kind switch
    {
        FieldKind.Level => "byte",
        FieldKind.Port or FieldKind.CountOfEntries => "ushort",
        FieldKind.Sequence or FieldKind.LengthOfBytes => "uint",
        FieldKind.Time => "long",
        FieldKind.Reason => "Reason",
        FieldKind.Id => "PeerId",
        FieldKind.Nonce => "Nonce",
        FieldKind.Iv => "Iv",
        FieldKind.Name => "Name",
        FieldKind.SealedKey => "SealedKey",
        FieldKind.Endpoint => SampleProtocol.NameIn(file, "Endpoint"),
        FieldKind.Bytes => "ReadOnlySpan<byte>",
        FieldKind.Entries => $"PacketList<{SampleProtocol.NameIn(file, "Entry")}>",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
