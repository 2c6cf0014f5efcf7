using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Live;

/// <summary>`inspector proxy`, once its arguments are understood.</summary>
internal static class ProxyRun
{
    public static async Task<int> Run(ProxyRequest request, KeyChain keys)
    {
        using Interrupt interruption = Interrupt.Listen();
        (IPEndPoint? listen, string error) = await EndPointText.Resolve(request.Listen, interruption.Token);
        if (listen is null)
            return Failure.Say(ExitStatus.Usage, error);
        (IPEndPoint? target, error) = await EndPointText.Resolve(request.Target, interruption.Token);
        if (target is null)
            return Failure.Say(ExitStatus.Usage, error);

        FileStream? file;
        try
        {
            // Without a buffer: each block is written whole, and a process that is killed leaves a whole file.
            file = request.Record is { } path ? new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.Usage, FileTrouble.OfWriting(exception, request.Record!));
        }

        var queue = new BlockQueue();
        using var recording = new Recording(file, queue);
        try
        {
            using IProxy proxy = request.IsUdp ? new UdpProxy(listen, target, recording) : new TcpProxy(listen, target, recording);
            Console.Error.Write($"inspector: {proxy.EndPoint} passes on to {target} ({(request.IsUdp ? "udp" : "tcp")}); Ctrl-C ends it\n");
            Task show = Task.Factory.StartNew(() => Show(request, keys, queue), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await proxy.Run(interruption.Token);
            recording.Dispose();
            await show;
        }
        catch (SocketException exception)
        {
            return Failure.Say(ExitStatus.Usage, $"{listen}: {DisplayText.Escape(exception.Message)}");
        }

        if (queue.LeftOut > 0)
            Console.Error.Write($"inspector: {queue.LeftOut} bytes came faster than they could be shown and were left out{(file is null ? "" : "; the record holds them")}\n");
        return recording.Error is { } broken ? Failure.Say(ExitStatus.Usage, $"the record ends early: {broken}") : interruption.Status;
    }

    private static void Show(ProxyRequest request, KeyChain keys, BlockQueue queue)
    {
        using var output = new LiveOutput(request.Output, request.Render);
        queue.BeforeWaiting = output.Flush;
        foreach (DecodedPacket packet in new CaptureDecoder(new PacketDecoder(request.Protocol, keys), request.Packet).DecodeAll(CaptureReader.OpenPcapng(queue)))
            output.Write(packet);
    }
}
