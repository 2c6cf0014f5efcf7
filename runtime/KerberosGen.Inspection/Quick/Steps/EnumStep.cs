namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>An enum's value by name, as a member with its comma; nothing if it has no name.</summary>
/// <param name="number">The value.</param>
/// <param name="names">The names.</param>
/// <param name="isInList">True if the entry's path stands before the field's.</param>
/// <param name="path">The field's path, up to the quote that begins the name.</param>
internal sealed class EnumStep(QuickNumber number, EnumNames names, bool isInList, byte[] path) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        if (names.Of(number.In(packet)) is not { } name)
            return;
        writer.Literal("\""u8);
        if (isInList)
            writer.Literal(writer.Path);
        writer.Literal(path);
        writer.Literal(name);
        writer.Literal("\","u8);
    }
}
