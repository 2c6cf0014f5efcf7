using System.Reflection;
using KerberosGen.Packets;

namespace KerberosGen.Testing.Tests;

/// <summary>The laws hold for every packet of the chat protocol.</summary>
public sealed class ProtocolLawsTests
{
    public static TheoryData<string> Packets() => [.. PacketCatalog.Layout.Packets.Select(static layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Packets))]
    public void The_laws_hold(string packet)
    {
        Type type = typeof(PacketCatalog).Assembly.GetTypes().Single(t => t.Name == packet && t.GetProperty("Layout") is not null);
        MethodInfo laws = typeof(PacketLaws).GetMethod(nameof(PacketLaws.HoldFor))!.MakeGenericMethod(type);
        var report = (PacketLawReport)laws.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [null], null)!;
        Assert.Equal(new PacketLawReport(packet, 200, 0), report);
    }
}
