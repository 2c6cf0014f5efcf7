using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspector.Conversations;

/// <summary>A capture's frames until Ctrl-C: what came before is shown all the same.</summary>
internal static class CapturedUntil
{
    public static IEnumerable<CapturedFrame> Interrupted(Interrupt interrupt, CaptureReader capture)
    {
        using IEnumerator<CapturedFrame> frames = capture.ReadFrames().GetEnumerator();
        while (MovesNext(frames, interrupt))
            yield return frames.Current;
    }

    private static bool MovesNext(IEnumerator<CapturedFrame> frames, Interrupt interrupt)
    {
        try
        {
            return !interrupt.IsRequested && frames.MoveNext();
        }
        catch (OperationCanceledException) when (interrupt.IsRequested)
        {
            return false;
        }
    }
}
