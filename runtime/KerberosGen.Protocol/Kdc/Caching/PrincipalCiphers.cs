using KerberosGen.Crypto;

namespace KerberosGen.Protocol;

/// <summary>
/// The idle ciphers of one principal under one key. A cipher serves one thread at a time, so a thread takes one out and puts
/// it back: usually there is one, and a service that many ask for at once gets as many as are in use at once, up to a bound. Who
/// has taken one out owns it: disposing this object, while others use what they took, clears what is idle now, and what they
/// took as soon as they put it back. No call waits for another.
/// </summary>
internal sealed class PrincipalCiphers : IDisposable
{
    private const int MostOthers = 31;

    private readonly KeyMaterial _key;
    private readonly KeyMaterial _given;
    private readonly string _label;
    private PrincipalCipher? _idle;
    private PrincipalCipher?[]? _others;
    private volatile bool _isDisposed;

    /// <summary>Takes a copy of the key.</summary>
    public PrincipalCiphers(KeyMaterial key, string label)
    {
        _label = label;
        _key = new KeyMaterial(key.Bytes);
        _given = key;
    }

    /// <summary>True if the ciphers are under this key, for this label; compared in constant time. Of no key once disposed.</summary>
    // A store that remembers a principal gives the same object again, whose bytes need no look: that look was a twentieth of a ticket.
    public bool AreUnder(KeyMaterial key, string label) => !_isDisposed && label == _label && (ReferenceEquals(key, _given) || _key.Equals(key));

    /// <summary>Takes a cipher out, or makes one.</summary>
    /// <param name="key">The key, which <see cref="AreUnder"/> has just said is the one: ours may be cleared at any time.</param>
    public PrincipalCipher Take(KeyMaterial key) => TakeIdle() ?? new PrincipalCipher(key, _label);

    /// <summary>Puts a cipher back.</summary>
    public void PutBack(PrincipalCipher cipher)
    {
        if (_isDisposed || !TryKeep(cipher))
            cipher.Dispose();
        else if (_isDisposed)
            ClearIdle();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        ClearIdle();
        _key.Dispose();
    }

    private PrincipalCipher? TakeIdle()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } idle)
            return idle;
        foreach (ref PrincipalCipher? other in Volatile.Read(ref _others).AsSpan())
        {
            if (other is not null && Interlocked.Exchange(ref other, null) is { } taken)
                return taken;
        }

        return null;
    }

    private bool TryKeep(PrincipalCipher cipher)
    {
        if (Interlocked.CompareExchange(ref _idle, cipher, null) is null)
            return true;
        // Only for a principal that several threads ask for at once.
        if (Volatile.Read(ref _others) is null)
            Interlocked.CompareExchange(ref _others, new PrincipalCipher?[MostOthers], null);
        foreach (ref PrincipalCipher? other in Volatile.Read(ref _others).AsSpan())
        {
            if (other is null && Interlocked.CompareExchange(ref other, cipher, null) is null)
                return true;
        }

        return false;
    }

    // The flag is up before this looks, and whoever puts one back looks at the flag afterwards: one of the two finds it.
    private void ClearIdle()
    {
        while (TakeIdle() is { } idle)
            idle.Dispose();
    }
}
