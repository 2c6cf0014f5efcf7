using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using KerberosGen.Crypto;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>
/// One message through AES-256-CBC with padding: on the transform that <see cref="AesCbc"/> keeps, with the platform's
/// one-shot call, and with a transform made for the message.
/// </summary>
public class AesCbcBenchmarks : IDisposable
{
    private readonly byte[] _iv = RandomNumberGenerator.GetBytes(AesCbc.BlockSize);
    private readonly Aes _aes = Aes.Create();
    private readonly AesCbc _kept;
    private byte[] _plaintext = [];
    private byte[] _ciphertext = [];
    private byte[] _target = [];

    public AesCbcBenchmarks()
    {
        byte[] key = RandomNumberGenerator.GetBytes(AesCbc.KeySize);
        _aes.Key = key;
        _aes.IV = _iv;
        _kept = new AesCbc(key);
    }

    /// <summary>Bytes of ciphertext; the plaintext is one byte shorter.</summary>
    [Params(16, 64, 256, 1024, 4096, 16384)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _plaintext = RandomNumberGenerator.GetBytes(Size - 1);
        _target = new byte[Size];
        _ciphertext = _aes.EncryptCbc(_plaintext, _iv);
        _kept.Encrypt(_iv, _plaintext, _target, CipherPadding.Pkcs7);
        if (!_ciphertext.AsSpan().SequenceEqual(_target))
            throw new InvalidOperationException("The kept transform and the platform's one-shot call do not agree.");
    }

    [Benchmark]
    public int EncryptKept() => _kept.Encrypt(_iv, _plaintext, _target, CipherPadding.Pkcs7);

    [Benchmark]
    public int EncryptOneShot() => _aes.EncryptCbc(_plaintext, _iv, _target);

    [Benchmark]
    public byte[] EncryptNewTransform()
    {
        using ICryptoTransform transform = _aes.CreateEncryptor();
        return transform.TransformFinalBlock(_plaintext, 0, _plaintext.Length);
    }

    [Benchmark]
    public int DecryptKept() =>
        _kept.TryDecrypt(_iv, _ciphertext, _target, CipherPadding.Pkcs7, out int written) ? written : -1;

    [Benchmark]
    public int DecryptOneShot() => _aes.DecryptCbc(_ciphertext, _iv, _target);

    [Benchmark]
    public byte[] DecryptNewTransform()
    {
        using ICryptoTransform transform = _aes.CreateDecryptor();
        return transform.TransformFinalBlock(_ciphertext, 0, _ciphertext.Length);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _kept.Dispose();
        _aes.Dispose();
        GC.SuppressFinalize(this);
    }
}
