using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Storage;

namespace KerberosGen.Room.Tests.Support;

/// <summary>Rooms of a pool.</summary>
internal static class PooledRooms
{
    /// <summary>One that is not registered.</summary>
    public static PooledRoom New(string name, int kdcPort = 8000) => new()
    {
        ServiceName = new PrincipalName(name),
        KdcAddress = IPAddress.Loopback,
        KdcPort = (ushort)kdcPort,
        Key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance),
    };

    /// <summary>One that is registered.</summary>
    public static PooledRoom Known(string name, int port = 9000) => New(name) with
    {
        Id = PrincipalId.Parse(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray())),
        Port = (ushort)port,
        IsRegistered = true,
    };
}
