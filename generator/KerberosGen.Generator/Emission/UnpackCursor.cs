using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>What the parts of a packet share while it is read: the local <c>at</c> is where the next byte stands.</summary>
internal sealed class UnpackCursor(SourceWriter source, PacketSpec spec)
{
    private int _runs;

    public SourceWriter Source => source;

    public PacketSpec Spec => spec;

    public Refusal Refusal { get; } = new(source, clearsPacket: true);

    /// <summary>True once the packet's own length has cut the source: what is missing then will never come.</summary>
    public bool IsCut { get; set; }

    /// <summary>A name for the next run's reference.</summary>
    public string NextRun() => "run" + Number(_runs++);

    /// <summary>Emits the check that so many bytes are there for a field.</summary>
    public void Need(string size, FieldSpec field) =>
        Refusal.When($"source.Length - at < {size}", Missing($"{size} - (source.Length - at)", field));

    /// <summary>The answer that bytes are missing within a field.</summary>
    public string Missing(string bytes, FieldSpec field) => IsCut
        ? Emission.Refusal.Invalid("Truncated", field.Leaf, "source.Length")
        : $"{Result}.NeedMoreData({bytes})";

    /// <summary>An answer from within a field, where nothing may follow the source.</summary>
    public string Inner(string result) => IsCut ? $"{result}.AtEnd(source.Length - at)" : result;

    /// <summary>Bytes a field may take that goes on to the end.</summary>
    public string Rest(FieldSpec field) => field.Tail == 0 ? "source.Length - at" : $"source.Length - at - {Number(field.Tail)}";

    /// <summary>The local in which a field's offset is kept, or the constant.</summary>
    public string OffsetOf(FieldSpec field) => field.Offset is { } offset ? Number(offset) : Parameter(spec, field) + "Offset";

    /// <summary>The source from here on.</summary>
    public static string Here => "source[at..]";
}
