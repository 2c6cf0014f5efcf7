using System;
using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a count of something that has no entries a length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MeasureBytesFix)), Shared]
internal sealed class MeasureBytesFix() : DeclarationFix(Descriptors.WrongMeasure.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        // The rule has other cases, in which something is measured that needs no measure.
        if (!diagnostic.GetMessage(CultureInfo.InvariantCulture).EndsWith("use [LengthOf]", StringComparison.Ordinal)
            || spot is not { Field: { } field, Variable: { } variable }
            || spot.AttributesOf(field).FirstOrDefault(a => a.Name == "CountOf").Syntax is not { } attribute)
            yield break;
        yield return new Offer(
            $"Make '{variable.Identifier.ValueText}' a [LengthOf]", new TextChange(attribute.Name.Span, spot.Write("LengthOf", attribute.SpanStart)));
    }
}
