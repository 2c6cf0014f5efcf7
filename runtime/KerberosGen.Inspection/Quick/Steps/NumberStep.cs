namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>An integer of at most 64 bits.</summary>
internal sealed class NumberStep(QuickNumber number, bool isUnsigned) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        long value = number.In(packet);
        if (isUnsigned)
            writer.Number((ulong)value);
        else
            writer.Number(value);
    }
}
