using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Examples.Socks5;

/// <summary>Who may use a proxy.</summary>
/// <param name="userName">The name.</param>
/// <param name="password">The password.</param>
public sealed class Account(string userName, string password)
{
    private readonly byte[] _userName = Encoding.UTF8.GetBytes(userName);
    private readonly byte[] _password = Encoding.UTF8.GetBytes(password);

    /// <summary>True if that is what a client gave.</summary>
    public bool Is(UserNamePassword given) =>
        given.UserName.SequenceEqual(_userName) & CryptographicOperations.FixedTimeEquals(given.Password, _password);
}
