using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A checksum agrees with what it covers.</summary>
/// <param name="checksum">How it is computed.</param>
/// <param name="number">Its value.</param>
/// <param name="own">Its bytes.</param>
/// <param name="covered">What it covers.</param>
/// <param name="whole">The packet that it is in.</param>
internal sealed class ChecksumCheck(ChecksumLayout checksum, QuickNumber number, Stretch own, Stretch covered, Stretch whole) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int first = whole.Start.In(packet);
        int size = own.Size!.Value;
        int start = covered.Start.In(packet);
        int end = Math.Max(start, covered.End.In(packet));
        ulong computed = checksum.Compute(whole.In(packet), start - first, end - first, own.Start.In(packet) - first, size);
        ulong mask = ulong.MaxValue >> (64 - (8 * size));
        return (computed & mask) == ((ulong)number.In(packet) & mask);
    }
}
