using KerberosGen.Inspection.Captures;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>What is said on standard error once a capture was read: what of it no packet could come of.</summary>
internal static class CaptureEnd
{
    private const int MostTypes = 4;

    /// <summary>Says if the capture is cut, and which frames are of link types that cannot be read.</summary>
    public static void Say(PacketInput input)
    {
        if (input.IsCut)
            Console.Error.Write("inspector: the capture ends within a record\n");
        if (input.Capture?.Unread is not { Count: > 0 } unread)
            return;
        string types = string.Join(", ", unread.OrderByDescending(static u => u.Value).ThenBy(static u => u.Key).Take(MostTypes).Select(static u => LinkTypeName.Of(u.Key)));
        if (unread.Count > MostTypes)
            types += $" and {unread.Count - MostTypes} more";
        Console.Error.Write(
            $"inspector: {Frames(unread.Values.Sum())} of link type{(unread.Count == 1 ? "" : "s")} {types} passed over; those read are {LinkTypeName.Read}\n");
    }

    /// <summary>Says what else was passed over: of an input that no packet came of.</summary>
    public static void SayWhatElse(PacketInput input)
    {
        long others = input.FramesPassedOver - (input.Capture?.Unread.Values.Sum() ?? 0);
        if (others > 0)
            Console.Error.Write($"inspector: {Frames(others)} passed over: neither TCP nor UDP over IP, or cut within a header\n");
        if (input.DatagramsIncomplete is var incomplete and > 0)
            Console.Error.Write($"inspector: {incomplete} fragmented datagram{(incomplete == 1 ? "" : "s")} passed over: fragments are missing\n");
    }

    /// <summary>What is wrong with a capture that no packet came of.</summary>
    public static string Nothing(InputRequest request) => $"the capture holds no TCP or UDP payload{(request.Port is null ? "" : " of this port")}";

    private static string Frames(long count) => count == 1 ? "1 frame" : $"{count} frames";
}
