using System.Collections.Immutable;
using KerberosGen.EditLoop.Protocol;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>System.Text.Json: a context beside the classes of each file, so that an edit leaves the other files' contexts alone.</summary>
internal sealed class JsonDialect : Dialect
{
    public override string Name => "System.Text.Json";

    public override string Shared => $"namespace Traffic;\n\n{ObjectTypes.Reason}\n";

    public override IIncrementalGenerator CreateGenerator() => GeneratorFile.Load("System.Text.Json.SourceGeneration.dll");

    public override string Write(ImmutableArray<Message> messages) =>
        ObjectTypes.Write("using System.Text.Json.Serialization;\n", "", messages)
        + "\n" + string.Concat(messages.Select(m => $"[JsonSerializable(typeof({m.Name}))]\n"))
        + $"internal partial class {SampleProtocol.NameIn(messages[0].File, "Context")} : JsonSerializerContext;\n";
}
