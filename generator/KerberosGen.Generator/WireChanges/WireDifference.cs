using System.Collections.Immutable;
using KerberosGen.WireTables;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.WireChanges;

/// <summary>One thing that differs between a packet in the file and as declared.</summary>
/// <param name="Descriptor">How it is told.</param>
/// <param name="Before">The file's row; null if it is about the packet, or the file has none.</param>
/// <param name="Now">The declared row; null if it is about the packet, or there is none.</param>
/// <param name="Arguments">What the message quotes.</param>
internal sealed record WireDifference(DiagnosticDescriptor Descriptor, WireRow? Before, WireRow? Now, ImmutableArray<string> Arguments)
{
    /// <summary>Stands among the arguments where the effects on the packets around it are told.</summary>
    public const string Effects = "\0effects";
}
