using System.Collections.Generic;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Measures the declared types within one packet, each once.</summary>
internal sealed class TypeMeasurer
{
    // Without the memory of what was measured, packets that contain each other twice on every level would take 2^level steps.
    private readonly Dictionary<ISymbol, MeasuredType?> _known = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> _within;

    /// <summary>For what a packet contains.</summary>
    public TypeMeasurer(INamedTypeSymbol owner) => _within = new List<INamedTypeSymbol> { owner };

    /// <summary>Measures a declared type; null if the type is not a declared one.</summary>
    public MeasuredType? Measure(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Struct)
            return null;
        if (_known.TryGetValue(type, out MeasuredType? before))
            return before;
        if (_within.Exists(t => SymbolEqualityComparer.Default.Equals(t, type)))
            return new MeasuredType(FieldShape.Packet, null) { IsRecursive = true };
        MeasuredType? measured = null;
        if (KnownAttributes.FindRoot(type) is { } root)
        {
            string rootName = KnownAttributes.NameOf(root)!;
            measured = rootName is "FixedBytes" or "FixedText" ? MeasureDomainType(type, root, rootName) : MeasurePacket(type, rootName);
        }

        _known[type] = measured;
        return measured;
    }

    private static MeasuredType MeasureDomainType(INamedTypeSymbol type, AttributeData root, string rootName)
    {
        bool isSound = KnownAttributes.OnlyArgument(root) is >= 1 and <= DomainTypeParser.MaxSize
            && type is { IsGenericType: false, IsRecord: false, IsRefLikeType: false };
        int size = isSound ? (int)KnownAttributes.OnlyArgument(root)! : 0;
        return new MeasuredType(FieldShape.Domain, size)
        {
            MinSize = size,
            IsText = rootName == "FixedText",
            Encoding = DomainTypeParser.EncodingOf(root),
            IsSecret = KnownAttributes.Find(type, "Secret") is not null,
            IsBroken = !isSound,
        };
    }

    private MeasuredType MeasurePacket(INamedTypeSymbol type, string rootName)
    {
        _within.Add(type);
        var quiet = new DiagnosticSink();
        PacketKind kind = PacketParser.KindOf(rootName);
        List<ParsedField> fields = FieldParser.ParseAll(type, kind, this, quiet, withSummaries: false);
        FieldLinker.Link(type, kind, fields, quiet);
        Placed placed = Placed.Place(type, kind, fields);
        _within.RemoveAt(_within.Count - 1);

        bool isRecursive = quiet.SawRecursion;
        return new MeasuredType(kind == PacketKind.Union ? FieldShape.Union : FieldShape.Packet, placed.Size)
        {
            MinSize = placed.MinSize,
            IsSecret = KnownAttributes.Find(type, "Secret") is not null,
            Leaves = kind == PacketKind.Union ? 1 : placed.Leaves,
            IsGreedy = placed.IsGreedy,
            IsChecked = placed.IsChecked,
            IsView = type.IsRefLikeType,
            IsRecursive = isRecursive,
            IsBroken = !isRecursive && (!quiet.IsEmpty || type.IsGenericType || type.IsRecord || placed.MinSize > PacketParser.MaxFixedSize),
        };
    }
}
