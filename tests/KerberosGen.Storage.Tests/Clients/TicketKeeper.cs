using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Clients;

/// <summary>A client that gets ticket after ticket, each to another room.</summary>
internal static class TicketKeeper
{
    /// <summary>Keeps tickets until that has failed three times; prints the id of each room, or <c>failed</c>.</summary>
    public static void Run(string directory, string prefix, int most)
    {
        using var file = ServicesInfoFile.Open(directory);
        int failures = 0;
        for (int at = 0; at < most && failures < 3; at++)
        {
            var room = new ServiceInfo(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName($"{prefix} {at}0"), new IPEndPoint(IPAddress.Loopback, 4000));
            try
            {
                file.PutTicket(room, NewTicket(room.Id), new TicketNote(DateTimeOffset.UnixEpoch.AddYears(56), IsExact: true, new PrincipalName("ann")));
                Console.WriteLine(room.Id);
            }
            catch (IOException)
            {
                failures++;
                Console.WriteLine("failed");
            }
        }
    }

    /// <summary>Takes times for authenticators of the first ticket of a directory, and prints each, in seconds; then waits to be ended.</summary>
    public static void TakeTimes(string directory, int count)
    {
        using var file = ServicesInfoFile.Open(directory);
        for (int at = 0; at < count; at++)
        {
            bool isTaken = file.TryTakeAuthenticatorTime(file.Services[0].Ticket!, DateTimeOffset.UtcNow, out DateTimeOffset time);
            Console.WriteLine(isTaken ? time.ToUnixTimeSeconds() : "too far ahead");
        }

        Console.ReadLine();
    }

    /// <summary>A ticket of random bytes.</summary>
    public static SessionTicket NewTicket(PrincipalId service, int size = Ticket.Size)
    {
        byte[] packed = new byte[size];
        Random.Shared.NextBytes(packed);
        return new SessionTicket(service, KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance), default, packed);
    }
}
