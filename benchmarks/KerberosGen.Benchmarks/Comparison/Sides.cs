using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>The three ways to do one thing with one packet.</summary>
internal sealed record Sides(CodecCase Packet, string Operation, Func<int, int> Copy, Func<int, int> Hand, Func<int, int> Generated)
{
    public static IEnumerable<Sides> Of(CodecCase packet)
    {
        yield return new Sides(packet, "pack", packet.PackByCopy, packet.PackByHand, packet.PackGenerated);
        yield return new Sides(packet, "unpack", packet.UnpackByCopy, packet.UnpackByHand, packet.UnpackGenerated);
    }
}
