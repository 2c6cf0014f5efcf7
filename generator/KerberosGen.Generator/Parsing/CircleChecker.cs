using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// Finds fields that decide about themselves: what is written of a length follows from what it measures, so it cannot say whether
/// that is there, or which case of it.
/// </summary>
internal static class CircleChecker
{
    public static void Check(List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        foreach (ParsedField field in fields)
        {
            foreach ((string word, string control) in ControlsOf(field.Spec))
            {
                if (!FollowsFrom(fields, control, field.Spec.Name, new HashSet<string>()))
                    continue;
                diagnostics.Report(Descriptors.DecidesAboutItself, field.Location, word, field.Symbol.Name, control.TrimStart('@'));
                return;
            }
        }
    }

    private static bool FollowsFrom(List<ParsedField> fields, string control, string decided, HashSet<string> seen)
    {
        if (!seen.Add(control))
            return false;
        FieldSpec spec = fields.First(f => f.Spec.Name == control).Spec;
        // These follow from the whole packet.
        if (spec.Role == "PacketLength" || spec.Checksum is not null)
            return true;
        if (spec.Measures is null)
            return false;
        return spec.Measures == decided
            || ControlsOf(fields.First(f => f.Spec.Name == spec.Measures).Spec).Any(c => FollowsFrom(fields, c.Control, decided, seen));
    }

    private static IEnumerable<(string Word, string Control)> ControlsOf(FieldSpec field)
    {
        foreach (ConditionSpec condition in field.When)
            yield return (condition.Mask == 0 ? "When" : "WhenFlag", condition.Field);
        if (field.ChosenBy is { } chooser)
            yield return ("ChosenBy", chooser);
    }
}
