namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A number is one that its declaration allows.</summary>
/// <param name="number">The number.</param>
/// <param name="allows">True for a value that is allowed.</param>
internal sealed class NumberCheck(QuickNumber number, Func<long, bool> allows) : Check
{
    public override bool Passes(in QuickPacket packet) => allows(number.In(packet));
}
