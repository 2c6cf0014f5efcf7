using KerberosGen.Codec;
using KerberosGen.Testing.Laws;

namespace KerberosGen.Testing;

/// <summary>Holds packets to the laws of <see cref="PacketLaw"/>, over random values derived from their layout tables.</summary>
public static class PacketLaws
{
    /// <summary>
    /// Checks every law for a packet. A failure prints the law, the smallest value for which it does not hold, its bytes, what was
    /// expected, and how to have the same value again. Fields marked <c>[Secret]</c> are printed too: they hold random test data.
    /// </summary>
    /// <typeparam name="TPacket">The packet.</typeparam>
    /// <param name="options">How; 200 values for each law if it is not given.</param>
    /// <exception cref="PacketLawException">A law does not hold.</exception>
    /// <exception cref="InvalidOperationException">No values were found for which the laws could be checked.</exception>
    public static PacketLawReport HoldFor<TPacket>(PacketLawOptions? options = null)
        where TPacket : IPacket<TPacket>, allows ref struct => HoldFor(new PacketSubject<TPacket>(), options ?? new PacketLawOptions());

    private static PacketLawReport HoldFor(Subject subject, PacketLawOptions options)
    {
        var samples = new Samples(subject, options);
        var trial = new Trial(subject.Layout.Name, options);
        var packing = new PackingLaws(subject);
        var reading = new ReadingLaws(subject);
        trial.Run(PacketLaw.RoundTrip, samples.Models, packing.RoundTrip);
        trial.Run(PacketLaw.Reencoding, samples.Models, packing.Reencoding);
        trial.Run(PacketLaw.Size, samples.Models, packing.Size);
        trial.Run(PacketLaw.EveryPrefix, samples.Models, reading.EveryPrefix);
        trial.Run(PacketLaw.NoThrow, samples.Bytes, reading.NoThrow);
        trial.Run(PacketLaw.TableAgreement, samples.Bytes, reading.TableAgreement);
        trial.Run(PacketLaw.SequenceEqualsSpan, samples.Bytes, reading.SequenceEqualsSpan);
        return new PacketLawReport(subject.Layout.Name, options.Count, samples.Refused);
    }
}
