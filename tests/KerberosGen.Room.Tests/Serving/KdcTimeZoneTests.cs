using System.Buffers.Binary;
using System.Text;

namespace KerberosGen.Room.Tests.Serving;

/// <summary><c>--kdc-timezone</c>, with tickets of the original layout, whose times are the KDC's local time.</summary>
public sealed class KdcTimeZoneTests
{
    private static readonly TimeSpan UntilChange = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_ticket_from_before_the_change_to_summer_time_is_good_after_it()
    {
        await using var site = new AppSite();
        DateTimeOffset change = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) + UntilChange;
        await File.WriteAllBytesAsync(site.FileOf("zones", "Elbonia"), ZoneWithSummerTimeFrom(change));
        (string, string)[] world = [("TZDIR", site.DirectoryOf("zones")), ("KERBEROSGEN_PASSWORD", "qwer1234")];
        AppProcess kdc = site.StartProgram(world, Apps.PathOf("kdc"), "kdc", "-p", "0", "--layout", "original", "--time-zone", "Elbonia");
        string port = (await kdc.SaysAsync("KDC ready on ")).Split(' ')[3].Split(':')[1];
        AppProcess rooms = site.StartProgram(world, Apps.PathOf("room"), "rooms", "-p", port, "--kdc-timezone", "Elbonia");
        AppProcess abroad = site.StartProgram(world, Apps.PathOf("room"), "abroad", "-p", port, "-snp", "Abroad", "--time-zone", "UTC");
        await rooms.SaysAsync("Printer 10 ready on ");
        await abroad.SaysAsync("Abroad 10 ready on ");
        AppProcess Client(params string[] arguments) =>
            site.StartProgram(world, Apps.PathOf("client"), "ann", [.. arguments, "-p", port, "--kdc-timezone", "Elbonia"]);
        AppProcess register = Client("register", "-un", "ann");
        Assert.True(await register.ExitAsync() == 0, register.Errors.Text);
        foreach (string room in new[] { "Printer 10", "Abroad 10" })
        {
            AppProcess ticket = Client("ticket", room);
            Assert.True(await ticket.ExitAsync() == 0, ticket.Errors.Text);
        }

        TimeSpan left = change - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
        AppProcess chat = Client("chat", "Printer 10");
        chat.Write("summer is here\n");
        chat.EndInput();
        Assert.True(await chat.ExitAsync() == 0, chat.Errors.Text + rooms.Errors.Text);
        await rooms.SaysAsync("[Printer 10] ann: summer is here");

        // A room that takes the KDC's time for another zone's finds the clocks apart.
        AppProcess refused = Client("chat", "Abroad 10");
        refused.EndInput();
        Assert.NotEqual(0, await refused.ExitAsync());
        await abroad.ComplainsAsync("was refused");
    }

    /// <summary>A zone an hour east of Greenwich, and two for half a year from a moment on: TZif version 1 (RFC 9636, section 3).</summary>
    private static byte[] ZoneWithSummerTimeFrom(DateTimeOffset change)
    {
        byte[] names = Encoding.ASCII.GetBytes("EST\0EDT\0");
        var file = new MemoryStream();
        file.Write("TZif\0"u8);
        file.Write(new byte[15]);
        foreach (int count in new[] { 0, 0, 0, 3, 2, names.Length })
            Write(file, count);
        foreach (int days in new[] { -180, 0, 180 })
            Write(file, (int)change.AddDays(days).ToUnixTimeSeconds());
        file.Write([0, 1, 0]);
        Write(file, 3600);
        file.Write([0, 0]);
        Write(file, 7200);
        file.Write([1, 4]);
        file.Write(names);
        return file.ToArray();
    }

    private static void Write(MemoryStream file, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        file.Write(bytes);
    }
}
