using System.Collections.Immutable;
using System.Threading;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.Generator.WireChanges;

/// <summary>A <c>packets.spec</c> that the compiler was given.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">What it says.</param>
/// <param name="Errors">The lines that cannot be understood.</param>
internal sealed record SpecFile(string Path, WireDocument Document, EquatableArray<WireTextError> Errors)
{
    public const string Name = "packets.spec";

    public static bool IsOne(AdditionalText file) => System.IO.Path.GetFileName(file.Path) == Name;

    public static SpecFile Read(AdditionalText file, CancellationToken cancellation)
    {
        SourceText? text = file.GetText(cancellation);
        WireDocument document = WireTextReader.Read(text?.ToString() ?? "", out ImmutableArray<WireTextError> errors);
        return new SpecFile(file.Path, document, new EquatableArray<WireTextError>(errors));
    }

    /// <summary>A line of the file, as the compiler shows it.</summary>
    /// <param name="line">From 1.</param>
    public Location LocationOf(int line)
    {
        var position = new LinePosition(line - 1, 0);
        return Location.Create(Path, default, new LinePositionSpan(position, position));
    }
}
