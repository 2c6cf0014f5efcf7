using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits a domain type: one private inline array and what gives it a meaning.</summary>
internal static class DomainTypeEmitter
{
    public static string Emit(DomainTypeSpec spec)
    {
        string name = spec.Type.Name;
        var source = new SourceWriter(spec.Type.Namespace);
        source.Line(Generated);
        source.Open($"readonly partial struct {name} : {Codec}IFixedSize<{name}>, global::System.IEquatable<{name}>");
        source.Lines($$"""
            /// <summary>Bytes on the wire: {{spec.Size}}.</summary>
            public const int Size = {{spec.Size}};

            private readonly Storage _storage;

            """);
        if (spec.IsText)
            EmitText(source, spec);
        else
            EmitBytes(source, spec);
        EmitLayout(source, spec);
        EmitCodec(source, name);
        EmitEquality(source, spec);
        source.Line();
        source.Lines($$"""
            [global::System.Runtime.CompilerServices.InlineArray(Size)]
            private struct Storage
            {
                private byte _first;
            }
            """);
        source.Close();
        return source.ToString();
    }

    private static void EmitBytes(SourceWriter source, DomainTypeSpec spec)
    {
        string name = spec.Type.Name;
        source.Lines($$"""
            /// <summary>Takes a copy of exactly {{spec.Size}} bytes.</summary>
            /// <exception cref="global::System.ArgumentException">There are more or fewer.</exception>
            public {{name}}({{ReadOnlySpan}} bytes)
            {
                if (bytes.Length != Size)
                    {{Throw}}.WrongSize({{Quote(Plain(name))}}, Size, bytes.Length);
                bytes.CopyTo(_storage);
            }

            /// <summary>The {{spec.Size}} bytes, in wire order.</summary>
            [global::System.Diagnostics.CodeAnalysis.UnscopedRef]
            public {{ReadOnlySpan}} Bytes => _storage;

            /// <summary>True if every byte is zero.</summary>
            public bool IsZero => !global::System.MemoryExtensions.ContainsAnyExcept(Bytes, (byte)0);

            """);
        if (spec.IsSecret)
        {
            source.Lines($$"""
                /// <summary>The type's name: the value is secret.</summary>
                public override string ToString() => {{Quote(Plain(name) + "(***)")}};

                """);
            return;
        }

        string shown = spec.Display switch
        {
            "IPv4" => "global::System.FormattableString.Invariant($\"{_storage[0]}.{_storage[1]}.{_storage[2]}.{_storage[3]}\")",
            "IPv6" => $"{Codec}WireAddress.Format(Bytes)",
            _ => "global::System.Convert.ToHexStringLower(Bytes)",
        };
        string shownAs = spec.Display switch
        {
            "IPv4" => "The address as a dotted quad.",
            "IPv6" => "The address as RFC 5952 writes it.",
            _ => $"The value as {spec.Size * 2} lowercase hex digits, in wire order.",
        };
        source.Lines($$"""
            /// <summary>{{shownAs}}</summary>
            public override string ToString() => {{shown}};

            /// <summary>Reads {{spec.Size * 2}} hex digits.</summary>
            /// <exception cref="global::System.FormatException">The text is anything else.</exception>
            public static {{name}} Parse(string hex)
            {
                if (!TryParse(hex, out {{name}} value))
                    {{Throw}}.NotHex({{Quote(Plain(name))}}, Size);
                return value;
            }

            /// <summary>Reads {{spec.Size * 2}} hex digits; false if the text is anything else.</summary>
            public static bool TryParse(string? hex, out {{name}} value)
            {
                value = default;
                if (hex is null || hex.Length != Size * 2)
                    return false;
                {{Span}} bytes = new byte[Size];
                if (global::System.Convert.FromHexString(hex, bytes, out _, out _) != global::System.Buffers.OperationStatus.Done)
                    return false;
                value = new {{name}}(bytes);
                return true;
            }

            """);
    }

    private static void EmitText(SourceWriter source, DomainTypeSpec spec)
    {
        string name = spec.Type.Name;
        int limit = spec.IsTerminated ? spec.Size - 1 : spec.Size;
        string content = ContentOf(spec);
        string parameter = char.ToLowerInvariant(content[0]) + content.Substring(1);
        string encoding = spec.Encoding switch { "Ascii" => "ASCII", "Latin1" => "Latin-1", _ => "UTF-8" };
        bool isUtf8 = spec.Encoding == "Utf8";
        string create = isUtf8
            ? $"""
                global::System.Buffers.OperationStatus status = global::System.Text.Unicode.Utf8.FromUtf16(
                        text, bytes[..{limit}], out _, out int written, replaceInvalidSequences: false);
                    bool fits = status == global::System.Buffers.OperationStatus.Done && !global::System.MemoryExtensions.Contains(bytes[..written], (byte)0);
                """
            : $"""
                bool fits = {Codec}WireText.TryEncode(global::KerberosGen.TextEncoding.{spec.Encoding}, text, bytes[..{limit}], out int written)
                        && !global::System.MemoryExtensions.Contains(bytes[..written], (byte)0);
                """;
        source.Lines($$"""
            /// <summary>Takes text of at most {{limit}} bytes of {{encoding}}, without NUL.</summary>
            /// <exception cref="global::System.ArgumentException">It does not fit. The message does not quote it.</exception>
            public {{name}}(string text)
            {
                if (!TryCreate(text, out this))
                    {{Throw}}.TextDoesNotFit({{Quote(Plain(name))}}, {{limit}});
            }

            /// <summary>The text's bytes, up to the first NUL.</summary>
            [global::System.Diagnostics.CodeAnalysis.UnscopedRef]
            public {{ReadOnlySpan}} {{content}}
            {
                get
                {
                    int end = global::System.MemoryExtensions.IndexOf(Bytes, (byte)0);
                    return end < 0 ? Bytes : Bytes[..end];
                }
            }

            /// <summary>All {{spec.Size}} bytes, as they stand on the wire.</summary>
            [global::System.Diagnostics.CodeAnalysis.UnscopedRef]
            public {{ReadOnlySpan}} Bytes => _storage;

            /// <summary>True if a NUL stands behind the text.</summary>
            public bool IsTerminated => global::System.MemoryExtensions.Contains(Bytes, (byte)0);

            /// <summary>True if nothing but NUL stands behind the text.</summary>
            public bool IsPadded => !global::System.MemoryExtensions.ContainsAnyExcept(Bytes[{{content}}.Length..], (byte)0);

            /// <summary>Takes text of at most {{limit}} bytes of {{encoding}}; false if it is longer, has a NUL or {{(isUtf8 ? "is not valid UTF-16" : $"a character that {encoding} lacks")}}.</summary>
            public static bool TryCreate(global::System.ReadOnlySpan<char> text, out {{name}} value)
            {
                Storage storage = default;
                {{Span}} bytes = storage;
                {{create}}
                value = fits ? new {{name}}(in storage) : default;
                return fits;
            }

            /// <summary>Takes at most {{limit}} bytes of {{encoding}}; false if there are more, or one is NUL. Their being {{encoding}} is not checked.</summary>
            public static bool TryCreate({{ReadOnlySpan}} {{parameter}}, out {{name}} value)
            {
                Storage storage = default;
                bool fits = {{parameter}}.Length <= {{limit}} && !global::System.MemoryExtensions.Contains({{parameter}}, (byte)0);
                if (fits)
                    {{parameter}}.CopyTo(storage);
                value = fits ? new {{name}}(in storage) : default;
                return fits;
            }

            private {{name}}(in Storage storage) => _storage = storage;

            """);
        source.Lines(spec.IsSecret
            ? $$"""
                /// <summary>The type's name: the value is secret.</summary>
                public override string ToString() => {{Quote(Plain(name) + "(***)")}};

                """
            : $$"""
                /// <summary>The text. It came from a peer: show it through <see cref="global::KerberosGen.Codec.DisplayText"/>.</summary>
                public override string ToString() => {{(isUtf8 ? "global::System.Text.Encoding.UTF8.GetString(Utf8)" : $"{Codec}WireText.Decode(global::KerberosGen.TextEncoding.{spec.Encoding}, {content})")}};

                """);
    }

    private static void EmitLayout(SourceWriter source, DomainTypeSpec spec)
    {
        source.Summary("How this type stands in a packet's table.");
        source.Open($"public static {Layout}FieldType FieldType {{ get; }} = new()");
        source.Line($"Kind = {Layout}FieldKind.{(spec.IsText ? "Text" : "Bytes")},");
        source.Line($"Name = {Quote(Plain(spec.Type.Name))},");
        source.Line("Size = Size,");
        if (spec.IsSecret)
            source.Line("IsSecret = true,");
        if (spec.IsTerminated)
            source.Line("Terminated = true,");
        if (spec.Encoding != "Utf8")
            source.Line($"Encoding = global::KerberosGen.TextEncoding.{spec.Encoding},");
        if (spec.Display != "Hex")
            source.Line($"Display = global::KerberosGen.BytesDisplay.{spec.Display},");
        source.Close(";");
        source.Line();
    }

    /// <summary>The property that holds a text's bytes.</summary>
    private static string ContentOf(DomainTypeSpec spec) => spec.Encoding;

    private static void EmitCodec(SourceWriter source, string name) => source.Lines($$"""
        static int {{Codec}}IFixedSize<{{name}}>.Size => Size;

        static bool {{Codec}}IFixedSize<{{name}}>.IsWireImage => true;

        /// <inheritdoc/>
        {{Hidden}}
        {{Inline}}
        public static void ReadUnchecked(ref readonly byte source, out {{name}} value) => value = {{Wire}}.Read<{{name}}>(in source, 0);

        /// <inheritdoc/>
        {{Hidden}}
        {{Inline}}
        public void WriteUnchecked(ref byte destination) => {{Wire}}.Write(ref destination, 0, in this);

        """);

    private static void EmitEquality(SourceWriter source, DomainTypeSpec spec)
    {
        string name = spec.Type.Name;
        string content = spec.IsText ? ContentOf(spec) : "Bytes";
        string equals = spec.IsSecret
            ? "global::System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(Bytes, other.Bytes)"
            : $"global::System.MemoryExtensions.SequenceEqual({content}, other.{content})";
        string rule = (spec.IsSecret, spec.IsText) switch
        {
            (true, _) => $"Compares all {spec.Size} bytes in constant time.",
            (false, true) => "Compares the texts as bytes; what stands behind a NUL does not count.",
            _ => $"Compares the {spec.Size} bytes.",
        };
        source.Lines($$"""
            /// <summary>{{rule}}</summary>
            public bool Equals({{name}} other) => {{equals}};

            /// <inheritdoc/>
            public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);

            /// <inheritdoc/>
            public override int GetHashCode()
            {
                global::System.HashCode hash = default;
                hash.AddBytes({{(spec.IsSecret ? "Bytes" : content)}});
                return hash.ToHashCode();
            }

            /// <summary>Compares by value.</summary>
            public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

            /// <summary>Compares by value.</summary>
            public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);
            """);
    }
}
