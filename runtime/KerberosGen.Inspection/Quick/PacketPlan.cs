using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick.Checks;
using KerberosGen.Inspection.Quick.Steps;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// What is to be done with every packet of one table, found out once: what must be so for it to be clean, and what is written
/// of it then.
/// </summary>
internal sealed class PacketPlan
{
    private readonly Check[] _checks;
    private readonly Step[] _steps;
    private readonly SealedFields[] _sealed;

    private PacketPlan(PlanBuilder builder, Step[] steps, byte[] afterNumber)
    {
        _checks = [.. builder.Block.Checks, new EndCheck(builder.At, new Place(QuickPacket.EndSlot, 0))];
        _steps = steps;
        _sealed = [.. builder.Sealed];
        AfterNumber = new PaddedText(afterNumber);
        SlotCount = builder.SlotCount;
    }

    /// <summary>The line's beginning, up to the packet's number.</summary>
    public static readonly PaddedText BeforeNumber = new("{\"schema\":\"kerberosgen.packet/1\",\"number\":"u8);

    /// <summary>The line's text from the packet's number to its offset.</summary>
    public readonly PaddedText AfterNumber;

    /// <summary>Places that vary from packet to packet.</summary>
    public int SlotCount { get; }

    /// <summary>Plans a message behind its header; null if there is no plan for it.</summary>
    public static PacketPlan? Make(DirectionLayout tables, PacketLayout layout, bool showSecrets, IKeyRing? keys = null)
    {
        var builder = new PlanBuilder(showSecrets) { Known = KnownOf(tables, layout), Keys = keys };
        var line = new StepList().Literal(",\"header\":{");
        builder.Packet(tables.Header, "header.");
        bool isFixed = tables.Header.Size is { } size && builder.At == new Place(QuickPacket.StartSlot, size);
        return isFixed ? Make(builder, line, layout, tables.Direction) : null;
    }

    /// <summary>Plans a packet that stands without a header; null if there is no plan for it.</summary>
    public static PacketPlan? Make(PacketLayout layout, bool showSecrets) =>
        Make(new PlanBuilder(showSecrets), new StepList().Literal(",\"header\":{"), layout, null);

    /// <summary>True if nothing is wrong with a packet, not even odd; its places are known then.</summary>
    public bool IsClean(in QuickPacket packet) => Check.PassAll(_checks, packet);

    /// <summary>True unless an IV of a clean packet came before with another message.</summary>
    public bool HasFreshIvs(in QuickPacket packet, SeenIvs ivs, int number)
    {
        foreach (SealedFields fields in _sealed)
        {
            if (!fields.IsFresh(packet, ivs, number))
                return false;
        }

        return true;
    }

    /// <summary>Writes what stands behind the line's origin, up to its end.</summary>
    public void Write(in QuickPacket packet, LineWriter writer) => Step.WriteAll(_steps, packet, writer);

    private static PacketPlan? Make(PlanBuilder builder, StepList line, PacketLayout layout, PacketDirection? direction)
    {
        StepList header = builder.Block.Values;
        builder.Block.Values = new StepList();
        builder.Packet(layout, "");
        if (!builder.IsPossible)
            return null;
        Block block = builder.Block;
        line.Add(header).Close("},\"fields\":{").Add(block.Values).Close("},");
        if (!block.Display.IsEmpty)
            line.Literal(CloseDisplayStep.Opening).Add(block.Display).Add(new CloseDisplayStep());
        line.Literal("\"spans\":{").Add(block.Spans).Close("},\"redacted\":[").Add(block.Redacted).Close("],\"errors\":[],\"warnings\":[]}\n");
        return new PacketPlan(builder, line.ToArray(), AfterNumberOf(layout, direction));
    }

    // The header says which table it is, so what it says is known.
    private static List<(FieldLayout, int)> KnownOf(DirectionLayout tables, PacketLayout layout)
    {
        List<(FieldLayout, int)> known = [];
        if (IsPlain(tables.CodeField, sizeof(ushort)))
            known.Add((tables.CodeField, layout.Code!.Value));
        if (layout.Size is { } size && IsPlain(tables.PayloadSizeField, sizeof(uint)))
            known.Add((tables.PayloadSizeField, size));
        return known;
    }

    private static bool IsPlain(FieldLayout row, int mostSize) =>
        row is { Type: { Kind: FieldKind.Unsigned, IsLeb128: false }, Bits: null } && row.Type.Size <= mostSize;

    private static byte[] AfterNumberOf(PacketLayout layout, PacketDirection? direction)
    {
        string code = direction is null ? "null" : FormattableString.Invariant($"{layout.Code}");
        string way = direction is null ? "" : $"\"direction\":\"{(direction == PacketDirection.Request ? "request" : "response")}\",";
        string wire = layout.WireLayout is { } name ? $"\"layout\":\"{QuickNames.Escape(name)}\"," : "";
        return QuickNames.Utf8Of($",\"code\":{code},\"name\":\"{QuickNames.Escape(layout.Name)}\",\"status\":\"ok\",{way}{wire}\"offset\":");
    }
}
