using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>Arbitrary principals: any that the protocol's rules allow.</summary>
public static class Principals
{
    private static readonly string[] Pieces =
        ["a", "Z", "0", " ", ".", "{}", "\"", "\\", "'", "<", "&", "+", "/", ",", "#", "é", "ß", "Ж", "中", "🔑", "\u0301", "\u00ad", "\u200f", "\ufeff", "null"];

    private static readonly Gen<byte[]> Blocks16 = BytesOf(16);

    private static readonly Gen<byte[]> Blocks32 = BytesOf(32);

    public static Arbitrary<PrincipalName> Name() => Names.ToArbitrary();

    public static Arbitrary<PrincipalId> Id() => Ids.ToArbitrary();

    public static Arbitrary<Iv> InitialisationVector() => Blocks16.Select(bytes => new Iv(bytes)).ToArbitrary();

    public static Arbitrary<KeyMaterial> Key() => Keys.ToArbitrary();

    public static Arbitrary<IPEndPoint> EndPoint() => EndPoints.ToArbitrary();

    public static Arbitrary<ClientPrincipal> Client() =>
        (from id in Ids from name in Names from key in Keys from seen in Times select new ClientPrincipal(id, name, key, seen)).ToArbitrary();

    public static Arbitrary<ServicePrincipal> Service() =>
        (from id in Ids from name in Names from key in Keys from at in EndPoints select new ServicePrincipal(id, name, key, at)).ToArbitrary();

    public static Arbitrary<ServiceInfo> Info() =>
        (from id in Ids from name in Names from at in EndPoints select new ServiceInfo(id, name, at)).ToArbitrary();

    public static ClientPrincipal NewClient(string name) =>
        new(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName(name), KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(name)), DateTimeOffset.UnixEpoch.AddYears(40));

    public static ServicePrincipal NewService(string name, int port = 4000) =>
        new(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName(name), KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(name)), new IPEndPoint(IPAddress.Loopback, port));

    private static Gen<PrincipalName> Names =>
        Gen.Frequency((4, Texts), (1, Texts.Select(Lengthened)))
            .Where(text => Validator.TryName(text, out _, out _)).Select(text => new PrincipalName(text));

    private static Gen<string> Texts => Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces));

    private static Gen<PrincipalId> Ids => Blocks16.Select(bytes => new PrincipalId(bytes));

    private static Gen<KeyMaterial> Keys => Blocks32.Select(bytes => new KeyMaterial(bytes));

    private static Gen<DateTimeOffset> Times =>
        Gen.Choose(0, int.MaxValue).Select(seconds => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds));

    private static Gen<IPEndPoint> EndPoints =>
        from bytes in Gen.OneOf(BytesOf(4), BytesOf(16))
        from port in Gen.Choose(1, 65535)
        select new IPEndPoint(new IPAddress(bytes), port);

    /// <summary>As many bytes as a name may have.</summary>
    private static string Lengthened(string text)
    {
        string most = string.Concat(Enumerable.Repeat(text, Validator.MaxTextSize / Encoding.UTF8.GetByteCount(text)));
        return most.PadRight(most.Length + Validator.MaxTextSize - Encoding.UTF8.GetByteCount(most), 'x');
    }

    private static Gen<byte[]> BytesOf(int size) => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size);
}
