using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>One packet's rows while a plan is made: where each stands, and the numbers that later ones ask for.</summary>
internal sealed class RowPlaces(PacketLayout layout, string prefix, Place start)
{
    private readonly Stretch?[] _places = new Stretch?[layout.Fields.Length];
    private readonly Dictionary<string, QuickNumber> _numbers = [];

    public PacketLayout Layout { get; } = layout;

    /// <summary>The path of what is in it, with its dot.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Its first byte.</summary>
    public Place Start { get; } = start;

    /// <summary>When the row at hand is there; null if it always is.</summary>
    public QuickCondition? Presence { get; set; }

    /// <summary>The first byte of the integer whose bits are being handed out.</summary>
    public Stretch SharedInteger { get; set; }

    public void Set(int index, Place start, Place end) => _places[index] = new Stretch(start, end);

    /// <summary>Where a row stands depends on whether it is there.</summary>
    public void Forget(int index) => _places[index] = null;

    /// <summary>Where a row stands; null if that cannot be told beforehand.</summary>
    public Stretch? PlaceOf(string name) => Layout.Find(name) is { } row ? _places[Layout.Fields.IndexOf(row)] : null;

    public void Add(string name, QuickNumber number) => _numbers.TryAdd(name, number);

    /// <summary>An earlier number; null if there is none of at most 64 bits.</summary>
    public QuickNumber? NumberOf(string name) => _numbers.GetValueOrDefault(name);

    /// <summary>Conditions on earlier numbers; null if one is not known.</summary>
    public QuickCondition? ConditionOf(ImmutableArray<ConditionLayout> conditions, bool needsAll)
    {
        var parts = new List<(ConditionLayout, QuickNumber)>();
        foreach (ConditionLayout condition in conditions)
        {
            if (NumberOf(condition.Field) is not { } number)
                return null;
            parts.Add((condition, number));
        }

        return new QuickCondition([.. parts], needsAll);
    }
}
