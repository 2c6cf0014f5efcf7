using System.Collections.Immutable;
using System.Text;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>A random packet of a random namespace.</summary>
internal sealed record RandomPacket(string Name, ImmutableArray<RandomField> Fields)
{
    public bool IsVariable => Fields.Any(f => f.IsVariable);

    public int FixedSize => Fields.Where(f => !f.IsVariable).Sum(f => f.Type.Size);
}

/// <summary>A namespace with random declarations in it: domain types, enums, and packets that contain them and each other.</summary>
internal sealed class RandomSchema
{
    private static readonly string[] Integers = ["byte", "sbyte", "ushort", "short", "uint", "int", "ulong", "long"];
    private static readonly int[] Sizes = [1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 47, 255, 256, 1000];

    private readonly Random _random;
    private readonly RandomNames _names;
    private readonly StringBuilder _text = new();
    private readonly List<RandomType> _types = [];
    private readonly string _keyRole;
    private readonly string _iv;

    private RandomSchema(int seed, string space)
    {
        _random = new Random(seed);
        _names = new RandomNames(_random);
        Namespace = space;
        _keyRole = _names.Type();
        _iv = _names.Type();
        _text.Append($"namespace {space}\n{{\n");
        _text.Append($"public enum {_keyRole} {{ session, Session, @class, Client = 7 }}\n");
        _types.Add(DeclareBytes(_iv, 16));
        for (int i = _random.Next(1, 4); i > 0; i--)
            _types.Add(_random.Next(2) == 0 ? DeclareBytes(_names.Type(), Pick(Sizes)) : DeclareText());
        for (int i = _random.Next(0, 3); i > 0; i--)
            _types.Add(DeclareEnum());
        int count = _random.Next(2, 4);
        for (int i = 0; i < count; i++)
            DeclarePacket(mayVary: i == count - 1);
        _text.Append("}\n");
    }

    public string Namespace { get; }

    public string Text => _text.ToString();

    public List<RandomPacket> Packets { get; } = [];

    public static RandomSchema Of(int seed, string space) => new(seed, space);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private RandomType DeclareBytes(string name, int size)
    {
        _text.Append($"[FixedBytes({size}{(size == 4 && Chance(2) ? ", Display = BytesDisplay.IPv4" : "")}){(Chance(3) ? ", Secret" : "")}] public readonly partial struct {name};\n");
        return new RandomType($"global::{Namespace}.{name}", RandomKind.Bytes, size);
    }

    private RandomType DeclareText()
    {
        string name = _names.Type();
        int size = Pick(Sizes);
        _text.Append($"[FixedText({size}{(Chance(2) ? ", Terminated = false" : "")}){(Chance(3) ? ", Secret" : "")}] public readonly partial struct {name};\n");
        return new RandomType($"global::{Namespace}.{name}", RandomKind.Text, size);
    }

    private RandomType DeclareEnum()
    {
        string name = _names.Type();
        string integer = Pick(Integers);
        _text.Append($"public enum {name} : {integer} {{ None, Some = 1, Most = {integer}.MaxValue, Least = {integer}.MinValue }}\n");
        return new RandomType($"global::{Namespace}.{name}", RandomKind.Enum, SizeOf(integer), IsSigned(integer));
    }

    private static int SizeOf(string integer) => integer switch { "byte" or "sbyte" => 1, "ushort" or "short" => 2, "uint" or "int" => 4, _ => 8 };

    private static bool IsSigned(string integer) => integer is "sbyte" or "short" or "int" or "long";

    private void DeclarePacket(bool mayVary)
    {
        string name = _names.Type();
        bool bigEndian = Chance(4);
        Queue<string> names = new(_names.FieldsOf(name, 24));
        List<RandomField> fields = [];
        for (int i = _random.Next(0, 7); i > 0; i--)
            fields.Add(FixedField(names.Dequeue(), bigEndian));
        AddEncrypted(fields, names);
        if (mayVary && _random.Next(4) > 0)
            AddVariable(fields, names, bigEndian);

        var packet = new RandomPacket(name, [.. fields]);
        Packets.Add(packet);
        string modifier = packet.IsVariable ? "ref " : "";
        _text.Append($"/// <summary>Holds <c>{fields.Count}</c> fields &amp; \"more\".</summary>\n[Packet{(bigEndian ? ", BigEndian" : "")}] public {modifier}partial struct {name}\n{{\n");
        foreach (RandomField field in fields)
            _text.Append($"    /// <summary>One of them.</summary>\n    {field}\n");
        _text.Append("}\n");
        if (!packet.IsVariable && packet.FixedSize < 5000)
            _types.Add(new RandomType($"global::{Namespace}.{name}", RandomKind.Packet, packet.FixedSize));
    }

    private RandomField FixedField(string name, bool bigEndian)
    {
        if (Chance(2))
            return new RandomField(name, Pick(_types)) { IsBigEndian = bigEndian, Attributes = Chance(8) ? ["Secret"] : [] };
        bool flipped = !bigEndian && Chance(3);
        return IntegerField(name, Pick(Integers), bigEndian || flipped) with { Attributes = flipped ? ["BigEndian"] : [] };
    }

    private static RandomField IntegerField(string name, string integer, bool bigEndian) =>
        new(name, new RandomType(integer, RandomKind.Integer, SizeOf(integer), IsSigned(integer))) { IsBigEndian = bigEndian };

    private void AddEncrypted(List<RandomField> fields, Queue<string> names)
    {
        if (!Chance(2))
            return;
        RandomType ivType = _types[0];
        string iv = names.Dequeue();
        fields.Add(new RandomField(iv, ivType));
        for (int i = _random.Next(1, 3); i > 0; i--)
        {
            RandomType plaintext = Pick(_types.Where(t => t.Kind is RandomKind.Bytes or RandomKind.Text).ToList());
            bool padded = plaintext.Size % 16 != 0 || Chance(2);
            RandomType ciphertext = DeclareBytes(_names.Type(), padded ? (plaintext.Size / 16 * 16) + 16 : plaintext.Size);
            string role = Pick(["session", "Session", "@class", "Client"]);
            string padding = padded ? "" : ", Padding = CipherPadding.None";
            fields.Add(new RandomField(names.Dequeue(), ciphertext)
            {
                Plaintext = plaintext.Spelling,
                Iv = iv,
                Role = role,
                Attributes = [$"Encrypted<global::{Namespace}.{_keyRole}>(global::{Namespace}.{_keyRole}.{role}, Iv = nameof({iv}), Plaintext = typeof({plaintext.Spelling}){padding})"],
            });
        }
    }

    private void AddVariable(List<RandomField> fields, Queue<string> names, bool bigEndian)
    {
        string? iv = fields.FirstOrDefault(f => f.Type == _types[0] && f.Plaintext is null)?.Name;
        List<RandomField> pending = [];
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            RandomField field = VariableField(names.Dequeue(), iv);
            string measure = names.Dequeue();
            string attribute = field.Type.Kind == RandomKind.List ? "CountOf" : "LengthOf";
            fields.Add(IntegerField(measure, Pick(["byte", "ushort", "uint", "ulong"]), bigEndian) with
            {
                Measures = field.Name,
                Attributes = [$"{attribute}(nameof({field.Name}))"],
            });
            pending.Add(field with { MeasuredBy = measure });
            if (Chance(2))
            {
                fields.AddRange(pending);
                pending.Clear();
            }

            if (Chance(2))
                fields.Add(FixedField(names.Dequeue(), bigEndian));
        }

        fields.AddRange(pending);
        if (Chance(2))
            fields.Add(VariableField(names.Dequeue(), iv));
    }

    private RandomField VariableField(string name, string? iv)
    {
        List<RandomType> entries = _types.Where(t => t is { Kind: RandomKind.Bytes or RandomKind.Text or RandomKind.Packet, Size: > 0 }).ToList();
        if (Chance(2))
        {
            RandomType entry = Pick(entries);
            return new RandomField(name, new RandomType($"PacketList<{entry.Spelling}>", RandomKind.List, entry.Size));
        }

        var span = new RandomField(name, new RandomType("global::System.ReadOnlySpan<byte>", RandomKind.Span, 0));
        if (iv is null || Chance(2))
            return span;
        string role = Pick(["session", "Client"]);
        return span with
        {
            Iv = iv,
            Role = role,
            Attributes = [$"Encrypted<global::{Namespace}.{_keyRole}>(global::{Namespace}.{_keyRole}.{role}, Iv = nameof({iv}){(Chance(2) ? ", Plaintext = typeof(string)" : "")})"],
        };
    }
}
