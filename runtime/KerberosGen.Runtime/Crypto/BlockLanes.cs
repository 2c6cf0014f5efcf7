using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// CBC and CMAC of several messages side by side, under one AES-256 key: a step takes the next block of each message, all in one
/// call of the cipher. Within one message a block waits for the one before it; blocks of different messages do not, so the
/// processor encrypts them at once, and a call's cost is shared. Nothing is allocated per message. Not for use by two threads
/// at once.
/// </summary>
/// <param name="key">32 bytes; the cipher keeps its own copy.</param>
internal sealed class BlockLanes(byte[] key) : IDisposable
{
    /// <summary>The most messages at once. More of them would make a message hardly cheaper.</summary>
    public const int Max = 64;

    private const int BlockSize = AesCbc.BlockSize;

    // Transforms take arrays, not spans. After a step there is nothing but ciphertext in it.
    [ThreadStatic]
    private static byte[]? t_states;

    private readonly ICryptoTransform _encryptor = Create(key);

    private static byte[] States => t_states ??= GC.AllocateUninitializedArray<byte>(Max * BlockSize, pinned: true);

    /// <summary>Encrypts messages of whole blocks in place.</summary>
    /// <param name="buffer">What they stand in.</param>
    /// <param name="messages">Where each stands.</param>
    /// <param name="ivs">16 bytes for each.</param>
    public void Encrypt(Span<byte> buffer, ReadOnlySpan<Range> messages, ReadOnlySpan<byte> ivs)
    {
        Span<Lane> lanes = stackalloc Lane[messages.Length];
        Span<Vector128<byte>> states = Open();
        int open = 0;
        for (int i = 0; i < messages.Length; i++)
        {
            (int at, int size) = messages[i].GetOffsetAndLength(buffer.Length);
            if (size == 0)
                continue;
            states[open] = Vector128.Create(ivs.Slice(i * BlockSize, BlockSize));
            lanes[open++] = new Lane(i, at, size / BlockSize);
        }

        while (open > 0)
        {
            int steps = Fewest(lanes[..open]);
            for (int step = 0; step < steps; step++)
            {
                for (int row = 0; row < open; row++)
                    states[row] ^= Vector128.LoadUnsafe(ref BlockAt(buffer, lanes[row].At, step));
                Step(open);
                for (int row = 0; row < open; row++)
                    states[row].StoreUnsafe(ref BlockAt(buffer, lanes[row].At, step));
            }

            open = Close(lanes[..open], states, steps);
        }
    }

    /// <summary>Makes the CMAC of messages of any size.</summary>
    /// <param name="buffer">What they stand in.</param>
    /// <param name="messages">Where each stands.</param>
    /// <param name="subkeys">What is mixed into last blocks.</param>
    /// <param name="known">A first block, and what becomes of it: messages that begin with it, as all of one connection do, save a step.</param>
    /// <param name="macs">16 bytes for each.</param>
    public void Mac(ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, in CmacSubkeys subkeys, in KnownBlock known, Span<byte> macs)
    {
        Span<Lane> lanes = stackalloc Lane[messages.Length];
        Span<Vector128<byte>> states = Open();
        int open = messages.Length;
        for (int i = 0; i < open; i++)
        {
            (int at, int size) = messages[i].GetOffsetAndLength(buffer.Length);
            bool isKnown = size > BlockSize && Vector128.Create(buffer.Slice(at, BlockSize)) == known.Block;
            states[i] = isKnown ? known.Encrypted : default;
            lanes[i] = isKnown
                ? new Lane(i, at + BlockSize, BlocksOf(size) - 1)
                : new Lane(i, at, BlocksOf(size));
        }

        while (open > 0)
        {
            int steps = Fewest(lanes[..open]);
            for (int step = 0; step < steps - 1; step++)
            {
                for (int row = 0; row < open; row++)
                    states[row] ^= Vector128.LoadUnsafe(ref BlockAt(buffer, lanes[row].At, step));
                Step(open);
            }

            for (int row = 0; row < open; row++)
            {
                Lane lane = lanes[row];
                int at = lane.At + ((steps - 1) * BlockSize);
                states[row] ^= lane.Blocks > steps
                    ? Vector128.Create(buffer.Slice(at, BlockSize))
                    : subkeys.Last(buffer[at..messages[lane.Message].End.GetOffset(buffer.Length)]);
            }

            Step(open);
            for (int row = 0; row < open; row++)
            {
                if (lanes[row].Blocks == steps)
                    states[row].CopyTo(macs.Slice(lanes[row].Message * BlockSize, BlockSize));
            }

            open = Close(lanes[..open], states, steps);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _encryptor.Dispose();

    private static ICryptoTransform Create(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        return WatchedCipher.Of(aes.CreateEncryptor(key, null));
    }

    private static Span<Vector128<byte>> Open() => MemoryMarshal.Cast<byte, Vector128<byte>>(States.AsSpan());

    private static int BlocksOf(int size) => Math.Max((size + BlockSize - 1) / BlockSize, 1);

    // A lane's blocks were found to be in the buffer when it was opened.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte BlockAt(ReadOnlySpan<byte> buffer, int at, int step) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), at + (step * BlockSize));

    /// <summary>So many steps can be taken before a message ends.</summary>
    private static int Fewest(ReadOnlySpan<Lane> lanes)
    {
        int fewest = int.MaxValue;
        foreach (Lane lane in lanes)
            fewest = Math.Min(fewest, lane.Blocks);
        return fewest;
    }

    /// <summary>Moves all on, and the lanes that go on together.</summary>
    /// <returns>How many go on.</returns>
    private static int Close(Span<Lane> lanes, Span<Vector128<byte>> states, int steps)
    {
        int open = 0;
        for (int row = 0; row < lanes.Length; row++)
        {
            Lane lane = lanes[row];
            if (lane.Blocks == steps)
                continue;
            lanes[open] = new Lane(lane.Message, lane.At + (steps * BlockSize), lane.Blocks - steps);
            states[open++] = states[row];
        }

        return open;
    }

    private void Step(int open) => _encryptor.TransformBlock(States, 0, open * BlockSize, States, 0);

    /// <summary>A message under way.</summary>
    /// <param name="Message">Which it is.</param>
    /// <param name="At">Where its next block begins.</param>
    /// <param name="Blocks">How many blocks are left, the last one perhaps not whole.</param>
    private readonly record struct Lane(int Message, int At, int Blocks);
}
