using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>What a principal must be like, so that the files can be read again.</summary>
internal static class PrincipalRules
{
    /// <summary>Checks a new client.</summary>
    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public static void Check(ClientPrincipal client)
    {
        CheckName(client.Name);
        CheckKey(client.Key.Bytes.Length);
    }

    /// <summary>Checks a new service.</summary>
    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public static void Check(ServicePrincipal service)
    {
        CheckName(service.Name);
        CheckKey(service.Key.Bytes.Length);
        CheckPort(service.EndPoint.Port);
    }

    /// <summary>Checks what a client was changed to.</summary>
    /// <exception cref="ArgumentException">It breaks a rule, or is somebody else.</exception>
    public static void CheckChange(ClientPrincipal before, ClientPrincipal after)
    {
        CheckSame(before.Id == after.Id && before.Name == after.Name);
        CheckKey(after.Key.Bytes.Length);
    }

    /// <summary>Checks what a service was changed to.</summary>
    /// <exception cref="ArgumentException">It breaks a rule, or is somebody else.</exception>
    public static void CheckChange(ServicePrincipal before, ServicePrincipal after)
    {
        CheckSame(before.Id == after.Id && before.Name == after.Name);
        CheckKey(after.Key.Bytes.Length);
        CheckPort(after.EndPoint.Port);
    }

    private static void CheckName(PrincipalName name)
    {
        if (!Validator.IsName(in name, out string? problem))
            throw new ArgumentException(problem);
    }

    private static void CheckKey(int size)
    {
        if (size != AesKey.Size)
            throw new ArgumentException($"A key has {AesKey.Size} bytes, not {size}.");
    }

    private static void CheckPort(int port)
    {
        if (port == 0)
            throw new ArgumentException("A service has a port from 1 to 65535.");
    }

    private static void CheckSame(bool isSame)
    {
        if (!isSame)
            throw new ArgumentException("A principal's id and name stay what they are.");
    }
}
