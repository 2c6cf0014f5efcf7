using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Load.Populations;

/// <summary>
/// Principals that nobody has to remember: each follows from its number, so that a million of them need no memory here.
/// Ids have no zero byte, as those that a KDC issues.
/// </summary>
/// <param name="clients">How many clients there are.</param>
internal sealed class Population(int clients)
{
    /// <summary>Services in every population.</summary>
    public const int ServiceCount = 16;

    private const byte ClientId = 1;
    private const byte ClientKey = 2;
    private const byte ServiceIdKind = 3;
    private const byte ServiceKeyKind = 4;
    private const int FirstServicePort = 20_000;

    /// <summary>How many clients there are.</summary>
    public int Clients => clients;

    public static string NameOfClient(int number) => string.Create(CultureInfo.InvariantCulture, $"client {number}");

    public static string NameOfService(int number) => string.Create(CultureInfo.InvariantCulture, $"Room {number}");

    public static int PortOfService(int number) => FirstServicePort + number;

    public static PrincipalId IdOfClient(int number) => IdOf(ClientId, number);

    public static PrincipalId IdOfService(int number) => IdOf(ServiceIdKind, number);

    /// <summary>Writes a client's key: 32 bytes.</summary>
    public static void KeyOfClient(int number, Span<byte> key) => Derive(ClientKey, number, key);

    /// <summary>Writes a service's key: 32 bytes, none of them zero.</summary>
    public static void KeyOfService(int number, Span<byte> key)
    {
        Derive(ServiceKeyKind, number, key);
        key.Replace((byte)0, (byte)0x5A);
    }

    private static PrincipalId IdOf(byte kind, int number)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        Derive(kind, number, bytes);
        bytes.Replace((byte)0, (byte)0x5A);
        return new PrincipalId(bytes[..PrincipalId.Size]);
    }

    private static void Derive(byte kind, int number, Span<byte> destination)
    {
        Span<byte> seed = stackalloc byte[1 + sizeof(int)];
        seed[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(seed[1..], number);
        SHA256.HashData(seed, destination);
    }
}
