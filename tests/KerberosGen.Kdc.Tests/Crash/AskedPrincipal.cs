using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>A registration that a crash may interrupt: what is asked, from where, and what the KDC said.</summary>
internal sealed class AskedPrincipal
{
    private AskedPrincipal(string name, string? password, KeyMaterial key)
    {
        Name = NameOf(name);
        Password = password is null ? null : PasswordOf(password);
        Key = key;
    }

    public PrincipalName Name { get; }

    /// <summary>Null for a service.</summary>
    public Password? Password { get; }

    public KeyMaterial Key { get; }

    public bool IsService => Password is null;

    /// <summary>The address that a service asked from.</summary>
    public IPEndPoint? From { get; private set; }

    /// <summary>True once the request may have reached the KDC.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>The id that 1600 brought; null while there was no answer.</summary>
    public PrincipalId? Id { get; private set; }

    public static AskedPrincipal OfClient(string name) => new(name, $"password of {name}", KeyMaterial.FromPassword(System.Text.Encoding.UTF8.GetBytes($"password of {name}")));

    public static AskedPrincipal OfService(string name) => new(name, null, KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance));

    /// <summary>Asks for it.</summary>
    /// <exception cref="Clients.RequestRefusedException">The KDC refuses.</exception>
    public async Task AskAsync(Clients.KdcClient kdc, CancellationToken cancellation)
    {
        IPEndPoint? from = IsService ? kdc.LocalEndPoint : null;
        IsAsked = true;
        // Without an answer it may still be in the store, at this address; what is answered later counts.
        From ??= from;
        Id = Password is { } password
            ? await kdc.RegisterClientAsync(Name, password, cancellation)
            : await kdc.RegisterServiceAsync(Name, Key, cancellation);
        From = from;
    }

    private static PrincipalName NameOf(string text)
    {
        Assert.True(Validator.TryName(text, out PrincipalName name, out string? problem), problem);
        return name;
    }

    private static Password PasswordOf(string text)
    {
        Assert.True(Validator.TryPassword(text, out Password password, out string? problem), problem);
        return password;
    }
}
