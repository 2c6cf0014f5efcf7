using System.Collections.Immutable;
using KerberosGen.Generator.Tests.RandomDeclarations;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>
/// Makes random declarations that the language allows: every word, on every kind of field that it fits, with the others that it
/// goes with. What it allows is known here a second time, so that a declaration refused by mistake is found too.
/// </summary>
internal sealed class SchemaMaker
{
    private readonly RandomSource _random;
    private readonly RandomNames _names;
    private readonly List<DeclaredType> _types = [];
    private readonly List<KnownType> _known = [new("IPv4Address", KnownShape.Domain) { IsFixed = true, Size = 4 }];

    private SchemaMaker(int seed)
    {
        _random = new RandomSource(seed);
        _names = new RandomNames(_random.Random);
    }

    /// <param name="seed">The same seed makes the same declarations.</param>
    /// <param name="space">Their namespace.</param>
    /// <param name="packets">Packets and unions.</param>
    public static DeclaredSchema Of(int seed, string space, int packets)
    {
        var maker = new SchemaMaker(seed);
        maker.AddDomains();
        maker.AddEnums();
        maker.AddArrays();
        for (int i = 0; i < packets; i++)
        {
            if (i > 0 && i < packets - 1 && maker._random.Chance(3))
                maker.AddUnion();
            else
                maker.AddPacket(isMessage: i == packets - 1 && maker._random.Chance(3));
        }

        return new DeclaredSchema(space, [.. maker._types]);
    }

    private void AddDomains()
    {
        for (int i = _random.Next(1, 3); i > 0; i--)
        {
            string name = _names.Type();
            bool isText = _random.Chance(2);
            int size = _random.Pick(1, 2, 3, 4, 7, 8, 16, 20);
            string more = isText
                ? (_random.Chance(2) ? ", Terminated = false" : "") + _random.Pick("", ", Encoding = TextEncoding.Ascii", ", Encoding = TextEncoding.Latin1")
                : size == 4 && _random.Chance(2) ? ", Display = BytesDisplay.IPv4" : "";
            _types.Add(new DeclaredType("readonly partial struct", name)
            {
                Words = [$"{(isText ? "FixedText" : "FixedBytes")}({size}{more})", .. _random.Chance(4) ? ["Secret"] : ImmutableArray<string>.Empty],
            });
            _known.Add(new KnownType(name, KnownShape.Domain) { IsFixed = true, Size = size, IsText = isText });
        }
    }

    private void AddEnums()
    {
        for (int i = _random.Next(0, 3); i > 0; i--)
        {
            string name = _names.Type();
            string integer = _random.Pick("byte", "sbyte", "ushort", "short", "uint", "int", "ulong", "long");
            bool isFlags = _random.Chance(3);
            _types.Add(new DeclaredType("enum", name)
            {
                Base = $" : {integer}",
                Words = isFlags ? ["Flags"] : [],
                Rest = isFlags ? ["One = 1,", "Two = 2,", "Five = 4 | 1,"] : ["None,", "Some = 1,", $"Most = {integer}.MaxValue,", $"Least = {integer}.MinValue,"],
            });
            _known.Add(new KnownType(name, KnownShape.Enum) { Integer = integer, IsFixed = true });
        }
    }

    private void AddArrays()
    {
        for (int i = _random.Next(0, 2); i > 0; i--)
        {
            string name = _names.Type();
            KnownType? inner = _random.Chance(2) ? _random.Pick(_known) : null;
            string entry = inner?.Name ?? _random.Pick("byte", "ushort", "int", "ulong", "bool", "float", "Guid", "UInt128", "Half");
            int count = _random.Next(1, 5);
            _types.Add(new DeclaredType("struct", name)
            {
                Words = [$"global::System.Runtime.CompilerServices.InlineArray({count})"],
                Rest = [$"private {entry} _item;"],
            });
            _known.Add(new KnownType(name, KnownShape.Array) { IsFixed = true, Size = 16 * count });
        }
    }

    private void AddUnion()
    {
        string name = _names.Type();
        var union = new UnionMaker(_random, _known, new Queue<string>(_names.FieldsOf(name, 12)));
        union.Make();
        _types.Add(new DeclaredType(union.IsView ? "ref partial struct" : "partial struct", name) { Words = ["Union"], Fields = union.Fields });
        _known.Add(new KnownType(name, KnownShape.Union) { IsView = union.IsView, IsGreedy = union.IsGreedy, Size = 40 });
    }

    private void AddPacket(bool isMessage)
    {
        string name = _names.Type();
        var packet = new PacketMaker(_random, _known, new Queue<string>(_names.FieldsOf(name, 60)));
        packet.Make();
        if (isMessage)
        {
            _types.Add(new DeclaredType("partial struct", _names.Type())
            {
                Words = ["Header(PacketDirection.Request)"],
                Fields = [new DeclaredField("ushort", "Kind").With("Code"), new DeclaredField("uint", "Bytes").With("PayloadSize"), new DeclaredField("byte", "Magic").With("Constant(7)")],
            });
        }

        _types.Add(new DeclaredType(packet.IsView ? "ref partial struct" : "partial struct", name)
        {
            Words = [isMessage ? "Request(1027)" : "Packet", .. packet.Words],
            Fields = packet.Fields,
            Rest = packet.Rest,
        });
        if (packet.Size > 2000)
            return;
        _known.Add(new KnownType(name, KnownShape.Packet)
        {
            IsFixed = packet.IsFixed && !packet.Fields.IsEmpty,
            IsView = packet.IsView,
            IsGreedy = packet.IsGreedy,
            Size = packet.Size,
            Controls = packet.Controls,
        });
    }
}
