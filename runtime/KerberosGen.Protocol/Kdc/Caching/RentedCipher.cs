using KerberosGen.Crypto;

namespace KerberosGen.Protocol;

/// <summary>A cipher that belongs to one thread until it is disposed, which puts it back.</summary>
public readonly ref struct RentedCipher
{
    private readonly PrincipalCiphers? _home;
    private readonly PrincipalCipher _cipher;

    internal RentedCipher(PrincipalCiphers? home, PrincipalCipher cipher)
    {
        _home = home;
        _cipher = cipher;
    }

    /// <summary>The cipher; not to be disposed itself.</summary>
    public AesCbc Cipher => _cipher.Cipher;

    /// <summary>The MAC of the principal's synthetic IVs; not to be disposed itself.</summary>
    public AesCmac Mac => _cipher.Mac;

    /// <summary>Puts the cipher back; to be called once.</summary>
    public void Dispose()
    {
        if (_home is null)
            _cipher.Dispose();
        else
            _home.PutBack(_cipher);
    }
}
