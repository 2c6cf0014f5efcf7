using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Examples.Socks5;

if (args.Length is not (1 or 3) || !ushort.TryParse(args[0], CultureInfo.InvariantCulture, out ushort port))
{
    Console.Error.WriteLine("socks5 PORT [USER PASSWORD]   a proxy on loopback, until it is stopped");
    return 2;
}

try
{
    Account? account = args is [_, var user, var password] ? new Account(user, password) : null;
    await using SocksProxy proxy = SocksProxy.Start(new IPEndPoint(IPAddress.Loopback, port), account, Console.WriteLine);
    Console.WriteLine($"Proxy on {proxy.EndPoint}");
    var stopped = new TaskCompletionSource();
    Console.CancelKeyPress += (_, stop) =>
    {
        stop.Cancel = true;
        stopped.TrySetResult();
    };
    await stopped.Task;
    return 0;
}
catch (SocketException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
