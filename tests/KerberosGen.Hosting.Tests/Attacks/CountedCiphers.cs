using System.Security.Cryptography;
using KerberosGen.Crypto;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>Counts what every cipher does that is made from now on, in the whole process, until it is disposed.</summary>
internal sealed class CountedCiphers : IDisposable
{
    private long _ciphers;
    private long _calls;
    private long _bytes;

    public CipherWork Work => new(Interlocked.Read(ref _ciphers), Interlocked.Read(ref _calls), Interlocked.Read(ref _bytes));

    public static CountedCiphers Start()
    {
        var counted = new CountedCiphers();
        WatchedCipher.Watch = made =>
        {
            Interlocked.Increment(ref counted._ciphers);
            return new Counting(made, counted);
        };
        return counted;
    }

    public void Dispose() => WatchedCipher.Watch = null;

    private sealed class Counting(ICryptoTransform inner, CountedCiphers counts) : ICryptoTransform
    {
        public bool CanReuseTransform => inner.CanReuseTransform;

        public bool CanTransformMultipleBlocks => inner.CanTransformMultipleBlocks;

        public int InputBlockSize => inner.InputBlockSize;

        public int OutputBlockSize => inner.OutputBlockSize;

        public int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] outputBuffer, int outputOffset)
        {
            Interlocked.Increment(ref counts._calls);
            Interlocked.Add(ref counts._bytes, inputCount);
            return inner.TransformBlock(inputBuffer, inputOffset, inputCount, outputBuffer, outputOffset);
        }

        public byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount) => inner.TransformFinalBlock(inputBuffer, inputOffset, inputCount);

        public void Dispose() => inner.Dispose();
    }
}
