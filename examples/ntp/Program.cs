using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Examples.Ntp;

if (args is not [var server] || !IPEndPoint.TryParse(server, out IPEndPoint? given))
{
    Console.Error.WriteLine("ntp ADDRESS[:PORT]   asks a server how far our clock is off");
    return 2;
}

using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
try
{
    var client = new NtpClient(new IPEndPoint(given.Address, given.Port == 0 ? 123 : given.Port), TimeProvider.System);
    (byte[] answer, NtpExchange exchange) = await client.AskAsync(patience.Token);
    Show(answer, exchange);
    return 0;
}
catch (SocketException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("The server did not answer in 5 seconds.");
    return 1;
}

static void Show(byte[] answer, NtpExchange exchange)
{
    UnpackResult result = NtpPacket.Unpack(answer, out NtpPacket packet);
    Console.WriteLine(result.Describe(NtpPacket.Layout));
    Console.WriteLine($"stratum     {packet.Stratum}, {packet.Leap}");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"root        {packet.RootDelay.TotalSeconds:F6} s away, {packet.RootDispersion.TotalSeconds:F6} s off at most"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time        {packet.Transmit.Time:yyyy-MM-dd HH:mm:ss.ffffff} UTC"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"our clock   {exchange.Offset.TotalSeconds:+0.000000;-0.000000} s behind, {exchange.Delay.TotalSeconds:F6} s of travel"));
}
