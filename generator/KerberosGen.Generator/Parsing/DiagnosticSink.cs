using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Collects the mistakes of one declaration.</summary>
internal sealed class DiagnosticSink
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    private bool _stopped;

    /// <summary>True if nothing stands against emission.</summary>
    public bool IsEmpty => _diagnostics.Count == 0 && !_stopped;

    /// <summary>True if a type was found to contain itself.</summary>
    public bool SawRecursion { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location ?? Location.None, arguments));

    /// <summary>The compiler has reported this one; nothing can be emitted.</summary>
    public void ReportNothingButStop() => _stopped = true;

    /// <summary>A type contains itself: where the circle is told, it is a diagnostic.</summary>
    public void ReportRecursion()
    {
        SawRecursion = true;
        _stopped = true;
    }

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
