using System.Collections.Immutable;
using KerberosGen.EditLoop.Protocol;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>MemoryPack: an attribute on each class.</summary>
internal sealed class MemoryPackDialect : Dialect
{
    public override string Name => "MemoryPack";

    public override string Shared => $"namespace Traffic;\n\n{ObjectTypes.Reason}\n";

    public override IIncrementalGenerator CreateGenerator() => GeneratorFile.Load("MemoryPack.Generator.dll");

    public override string Write(ImmutableArray<Message> messages) =>
        ObjectTypes.Write("using MemoryPack;\n", "[MemoryPackable]\n", messages);
}
