using System.Collections.Generic;
using System.Collections.Immutable;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Discovery;

/// <summary>What all files show to each other.</summary>
internal sealed class Surroundings
{
    /// <summary>
    /// A declaration that reaches more others than this counts as reaching all. What a packet needs is near; without a bound,
    /// a few thousand types that all know each other would be gone through for every packet.
    /// </summary>
    private const int MostReached = 256;

    private readonly List<Surface> _types = [];
    private readonly Dictionary<ulong, int> _firstOfName = [];
    private readonly List<int> _nextOfName = [];
    private readonly HashSet<ulong> _namespaces = [];
    private readonly HashSet<ulong> _roots = [];
    private readonly Reach?[] _reaches;
    private readonly Reach _globalUsings;
    private readonly ulong _all;

    public Surroundings(ImmutableArray<FileSurface> files)
    {
        foreach (string name in KnownAttributes.RootNames)
        {
            _roots.Add(Fingerprint.Of(name));
            _roots.Add(Fingerprint.Of(name + "Attribute"));
        }

        var all = new Fingerprint();
        var globalUsings = new Fingerprint();
        ImmutableArray<ulong>.Builder globalWords = ImmutableArray.CreateBuilder<ulong>();
        foreach (FileSurface file in files)
        {
            foreach (Surface type in file.Types)
            {
                _nextOfName.Add(_firstOfName.TryGetValue(type.Name, out int next) ? next : -1);
                _firstOfName[type.Name] = _types.Count;
                _types.Add(type);
                all.Add(type.Name);
                all.Add(type.Text);
            }

            _namespaces.UnionWith(file.Namespaces);
            _roots.UnionWith(file.Aliases);
            globalWords.AddRange(file.GlobalWords.ToImmutable());
            globalUsings.Add(file.GlobalUsings);
        }

        _all = all.Value;
        _reaches = new Reach?[_types.Count];
        _globalUsings = ReachOf(new Surface(0, globalUsings.Value, new EquatableArray<ulong>(globalWords.ToImmutable())));
    }

    /// <summary>False if none of the attributes can be of the language, whatever aliases there are.</summary>
    public bool MayBeDeclared(EquatableArray<ulong> attributes)
    {
        foreach (ulong attribute in attributes)
        {
            if (_roots.Contains(attribute))
                return true;
        }

        return false;
    }

    /// <summary>A number that changes with everything that a parser could find out about the declaration.</summary>
    public ulong FingerprintOf(Surface declaration)
    {
        var fingerprint = new Fingerprint();
        var reached = new HashSet<int>();
        var open = new List<int>();
        Follow(_globalUsings);
        Follow(ReachOf(declaration));
        for (int next = 0; next < open.Count; next++)
        {
            if (open.Count > MostReached)
            {
                fingerprint.Add(_all);
                break;
            }

            Follow(_reaches[open[next]] ??= ReachOf(_types[open[next]]));
        }

        return fingerprint.Value;

        void Follow(Reach reach)
        {
            fingerprint.Add(reach.Text);
            foreach (int type in reach.Types)
            {
                if (reached.Add(type))
                    open.Add(type);
            }
        }
    }

    private Reach ReachOf(Surface declaration)
    {
        var text = new Fingerprint();
        text.Add(declaration.Name);
        text.Add(declaration.Text);
        List<int> types = [];
        foreach (ulong word in declaration.Words)
        {
            // That there is a namespace of this name can matter, what is in it has names of its own.
            if (_namespaces.Contains(word))
                text.Add(word);
            for (int type = _firstOfName.TryGetValue(word, out int first) ? first : -1; type >= 0; type = _nextOfName[type])
                types.Add(type);
        }

        return new Reach(text.Value, types);
    }

    /// <summary>A declaration's text, and the types that its words may mean.</summary>
    private sealed class Reach(ulong text, List<int> types)
    {
        public ulong Text { get; } = text;

        public List<int> Types { get; } = types;
    }
}
