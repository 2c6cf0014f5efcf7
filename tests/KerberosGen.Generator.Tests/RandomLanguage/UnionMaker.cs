using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Makes the cases of a random union.</summary>
internal sealed class UnionMaker(RandomSource random, IReadOnlyList<KnownType> known, Queue<string> names)
{
    private readonly List<DeclaredField> _fields = [];

    public ImmutableArray<DeclaredField> Fields => [.. _fields];

    public bool IsView { get; private set; }

    public bool IsGreedy { get; private set; }

    public void Make()
    {
        var fixedFields = new FixedFields(random, known);
        var openFields = new OpenFields(random, known);
        int next = 0;
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            string cases = random.Chance(3) ? $"Case({next++}, {next++})" : $"Case({next++})";
            string name = names.Dequeue();
            if (random.Chance(2))
            {
                _fields.Add(fixedFields.Make(name).Field.With(cases));
                continue;
            }

            OpenField open = openFields.Make(name, mayBeMeasured: false, mayGoOn: true, mayBeUnion: false);
            _fields.Add(open.Field.With(cases));
            IsView |= open.IsView;
            IsGreedy |= open.Ending == Ending.None;
        }

        if (!random.Chance(2))
            return;
        _fields.Add(new DeclaredField("ReadOnlySpan<byte>", names.Dequeue()).With("Otherwise"));
        IsView = true;
        IsGreedy = true;
    }
}
