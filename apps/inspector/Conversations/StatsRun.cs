using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Statistics;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Conversations;

/// <summary>`inspector stats`, once its arguments are understood.</summary>
internal static class StatsRun
{
    public static int Run(InputRequest request, StatsFormat format, string? svg, ColorWhen color)
    {
        using Interrupt interrupt = Interrupt.Listen();
        try
        {
            using PacketInput input = PacketInput.Open(request, interrupt.Token);
            return input.Error is { } error ? Failure.Say(input.ErrorStatus, error) : Count(request, format, svg, color, input, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsRequested)
        {
            // It was still waiting for the first bytes.
            return interrupt.Status;
        }
    }

    private static int Count(InputRequest request, StatsFormat format, string? svg, ColorWhen color, PacketInput input, Interrupt interrupt)
    {
        if (input.Capture is not { } capture)
            return Failure.Say(ExitStatus.UnreadableInput, "statistics take a capture (pcap or pcapng): these bytes do not say who sent them, nor when; see `inspector decode`");
        var statistics = new TrafficStatistics(request.Protocol);
        CaptureFormatException? broken = null;
        try
        {
            statistics.Count(CapturedUntil.Interrupted(interrupt, capture), new PacketDecoder(request.Protocol), request.Packet, request.Port);
        }
        catch (CaptureFormatException exception)
        {
            broken = exception;
        }

        if (statistics.Packets > 0)
        {
            string name = DisplayText.Escape(request.Name);
            Write(statistics, format, name, color);
            if (svg is not null && TextOutput.Write(svg, StatisticsSvgRenderer.Draw(statistics, name)) is not ExitStatus.Clean and var status)
                return status;
        }

        if (interrupt.IsRequested)
            return interrupt.Status;
        if (broken is not null)
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(broken));
        CaptureEnd.Say(input);
        if (statistics.Packets == 0)
            return Failure.Say(ExitStatus.NothingMatched, CaptureEnd.Nothing(request));
        return statistics.Errors + statistics.Gaps > 0 || input.IsCut ? ExitStatus.DecodedWithErrors : ExitStatus.Clean;
    }

    private static void Write(TrafficStatistics statistics, StatsFormat format, string name, ColorWhen color)
    {
        using var output = new BufferedStream(StandardOutput.Open(), 64 * 1024);
        if (format == StatsFormat.Json)
        {
            StatisticsJsonRenderer.Write(output, statistics);
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (format == StatsFormat.Svg)
            text.Write(StatisticsSvgRenderer.Draw(statistics, name));
        else if (format == StatsFormat.Csv)
            new StatisticsCsvRenderer(text).Write(statistics);
        else
            new StatisticsTableRenderer(text, new RenderOptions { Color = Coloring.IsWanted(color, Console.IsOutputRedirected), Source = name }).Write(statistics);
    }
}
