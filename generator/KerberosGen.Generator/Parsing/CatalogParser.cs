using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Brings the packets of each namespace together, and finds what is wrong only among several of them.</summary>
internal static class CatalogParser
{
    public static IEnumerable<CatalogSpec> Group(ImmutableArray<CatalogEntry?> entries, Census census) =>
        entries.OfType<CatalogEntry>()
            .Where(entry => census.Allows(entry.Type.FullName))
            .GroupBy(entry => entry.Type.Namespace)
            .Select(g => new CatalogSpec(g.Key, new EquatableArray<CatalogEntry>(g.OrderBy(entry => entry).ToImmutableArray())));

    public static IEnumerable<Diagnostic> Check(ImmutableArray<Parsed<PacketSpec>> packets)
    {
        // A header that was refused has been reported; that its messages now lack one is no second mistake.
        bool someWereRefused = packets.Any(p => p.Spec is null);
        foreach (IGrouping<string, Parsed<PacketSpec>> group in packets.Where(p => p.Spec is not null).GroupBy(p => p.Spec!.Type.Namespace))
        {
            foreach (IGrouping<string, Parsed<PacketSpec>> sameHandler in group.Where(p => p.Spec!.Kind == PacketKind.Header).GroupBy(p => HandlerNames.Of(NameOf(p))))
            {
                if (sameHandler.GroupBy(p => p.Spec!.Direction).Skip(1).FirstOrDefault()?.First() is { Spec: not null } second)
                    yield return Diagnostic.Create(Descriptors.SameHandler, second.Location, NameOf(sameHandler.First()), NameOf(second), sameHandler.Key);
            }

            string space = group.Key.Length == 0 ? "<global namespace>" : group.Key.Replace("@", "");
            foreach (string direction in new[] { "Request", "Response" })
            {
                List<Parsed<PacketSpec>> headers = group.Where(p => p.Spec!.Kind == PacketKind.Header && p.Spec.Direction == direction).ToList();
                List<Parsed<PacketSpec>> messages = group.Where(p => p.Spec!.Kind == PacketKind.Message && p.Spec.Direction == direction).ToList();
                foreach (Parsed<PacketSpec> second in headers.Skip(1))
                    yield return Diagnostic.Create(
                        Descriptors.SeveralHeaders, second.Location, NameOf(headers[0]), NameOf(second), direction, space);
                if (headers.Count == 0 && !someWereRefused)
                {
                    foreach (Parsed<PacketSpec> orphan in messages)
                        yield return Diagnostic.Create(Descriptors.NoHeader, orphan.Location, NameOf(orphan), direction, space);
                }

                foreach (Diagnostic diagnostic in CheckCodes(messages, direction))
                    yield return diagnostic;
            }
        }
    }

    private static string NameOf(Parsed<PacketSpec> packet) => packet.Spec!.Type.Name.TrimStart('@');

    private static IEnumerable<Diagnostic> CheckCodes(List<Parsed<PacketSpec>> messages, string direction)
    {
        foreach (IGrouping<int?, Parsed<PacketSpec>> sameCode in messages.GroupBy(m => m.Spec!.Code))
        {
            List<Parsed<PacketSpec>> forms = sameCode.ToList();
            for (int i = 1; i < forms.Count; i++)
            {
                Parsed<PacketSpec>? clash = forms.Take(i).Select(f => (Parsed<PacketSpec>?)f)
                    .FirstOrDefault(f => f!.Value.Spec!.Size is null || forms[i].Spec!.Size is null || f.Value.Spec.Size == forms[i].Spec!.Size);
                if (clash is { } first)
                    yield return Diagnostic.Create(Descriptors.SameCode, forms[i].Location, NameOf(first), NameOf(forms[i]), direction, sameCode.Key);
            }
        }
    }
}
