using System.Collections.Immutable;
using KerberosGen.EditLoop.Protocol;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>How one library wants the protocol declared, and its generator.</summary>
internal abstract class Dialect
{
    /// <summary>What the table calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What stands once in a project, in a file of its own.</summary>
    public abstract string Shared { get; }

    public abstract IIncrementalGenerator CreateGenerator();

    public abstract string Write(ImmutableArray<Message> messages);
}
