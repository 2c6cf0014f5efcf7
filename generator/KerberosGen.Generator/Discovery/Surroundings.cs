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
    private readonly HashSet<ulong> _globalWords = [];
    private readonly ulong _globalUsings;
    private readonly ulong _all;

    public Surroundings(ImmutableArray<FileSurface> files)
    {
        foreach (string name in KnownAttributes.RootNames)
        {
            _roots.Add(Fingerprint.Of(name));
            _roots.Add(Fingerprint.Of(name + "Attribute"));
        }

        var globalUsings = new Fingerprint();
        var all = new Fingerprint();
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
            _globalWords.UnionWith(file.GlobalWords);
            globalUsings.Add(file.GlobalUsings);
        }

        _globalUsings = globalUsings.Value;
        _all = all.Value;
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
        fingerprint.Add(declaration.Text);
        fingerprint.Add(_globalUsings);
        var reached = new HashSet<int>();
        var open = new Queue<Surface>();
        Reach(_globalWords);
        Reach(declaration.Words);
        while (open.Count > 0 && reached.Count <= MostReached)
        {
            Surface next = open.Dequeue();
            fingerprint.Add(next.Name);
            fingerprint.Add(next.Text);
            Reach(next.Words);
        }

        if (open.Count > 0)
            fingerprint.Add(_all);
        return fingerprint.Value;

        void Reach(IEnumerable<ulong> words)
        {
            foreach (ulong word in words)
            {
                if (_namespaces.Contains(word))
                    fingerprint.Add(word);
                for (int type = _firstOfName.TryGetValue(word, out int first) ? first : -1; type >= 0; type = _nextOfName[type])
                {
                    if (reached.Add(type))
                        open.Enqueue(_types[type]);
                }
            }
        }
    }
}
