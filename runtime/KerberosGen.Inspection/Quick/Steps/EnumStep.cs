namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>An enum's value by name, as a member with its comma; nothing if it has no name.</summary>
/// <param name="number">The value.</param>
/// <param name="names">The names, with the field's path in front of them.</param>
/// <param name="isInList">True if the entry's path stands before the field's.</param>
internal sealed class EnumStep(QuickNumber number, EnumNames names, bool isInList) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        byte[] member = names.Of(number.In(packet));
        if (isInList && member.Length > 0)
        {
            writer.Literal("\""u8);
            writer.Literal(writer.Path);
        }

        writer.Literal(member);
    }
}
