using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Sessions;

namespace KerberosGen.EditLoop.Comparison;

/// <summary>What edits make the generator emit.</summary>
/// <param name="FilesOfAnEdit">The most files that an edit of one packet had emitted.</param>
/// <param name="FilesOfAnEditElsewhere">The most files that an edit elsewhere had emitted.</param>
/// <param name="Microseconds">The median time of emission in an edit of one packet.</param>
internal sealed record EmissionRun(int FilesOfAnEdit, int FilesOfAnEditElsewhere, double Microseconds)
{
    private const int Edits = 60;

    /// <summary>Goes through every shape of packet in turn, several times.</summary>
    public static EmissionRun Measure(int packets)
    {
        var session = new EditSession(new KerberosGenDialect(), packets, tracksSteps: true);
        session.Do(Operation.ColdRun);
        int elsewhere = 0;
        var emissions = new List<Emissions>();
        for (int edit = 0; edit < Edits; edit++)
        {
            session.Do(Operation.EditOfOnePacket);
            emissions.Add(Emissions.Of(session));
            session.Do(Operation.EditElsewhere);
            elsewhere = Math.Max(elsewhere, Emissions.Of(session).Files);
        }

        return new EmissionRun(
            emissions.Max(e => e.Files), elsewhere, Quartiles.Of(emissions.Skip(Edits / 2).Select(e => e.Time.TotalMicroseconds)).Median);
    }
}
