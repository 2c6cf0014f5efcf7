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
        Span<Vector128<byte>> states = MemoryMarshal.Cast<byte, Vector128<byte>>(States.AsSpan());
        int open = 0;
        for (int i = 0; i < messages.Length; i++)
        {
            (int at, int size) = messages[i].GetOffsetAndLength(buffer.Length);
            if (size == 0)
                continue;
            states[open] = Block(ivs, i * BlockSize);
            lanes[open++] = new Lane(i, at, at + size);
        }

        while (open > 0)
        {
            for (int row = 0; row < open; row++)
                states[row] ^= Block(buffer, lanes[row].At);
            Step(open);
            // Downwards, so that the lane that takes an ended one's place has been seen.
            for (int row = open - 1; row >= 0; row--)
            {
                ref Lane lane = ref lanes[row];
                states[row].CopyTo(buffer.Slice(lane.At, BlockSize));
                lane.At += BlockSize;
                if (lane.At == lane.End)
                    Drop(row, --open, lanes, states);
            }
        }
    }

    /// <summary>Makes the CMAC of messages of any size.</summary>
    /// <param name="buffer">What they stand in.</param>
    /// <param name="messages">Where each stands.</param>
    /// <param name="whole">The subkey for a last block that is whole.</param>
    /// <param name="padded">The subkey for one that is not.</param>
    /// <param name="macs">16 bytes for each.</param>
    public void Mac(ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, Vector128<byte> whole, Vector128<byte> padded, Span<byte> macs)
    {
        Span<Lane> lanes = stackalloc Lane[messages.Length];
        Span<Vector128<byte>> states = MemoryMarshal.Cast<byte, Vector128<byte>>(States.AsSpan());
        int open = messages.Length;
        for (int i = 0; i < open; i++)
        {
            (int at, int size) = messages[i].GetOffsetAndLength(buffer.Length);
            states[i] = default;
            lanes[i] = new Lane(i, at, at + size);
        }

        while (open > 0)
        {
            for (int row = 0; row < open; row++)
            {
                Lane lane = lanes[row];
                states[row] ^= lane.End - lane.At > BlockSize ? Block(buffer, lane.At) : Last(buffer[lane.At..lane.End], whole, padded);
            }

            Step(open);
            for (int row = open - 1; row >= 0; row--)
            {
                ref Lane lane = ref lanes[row];
                lane.At += BlockSize;
                if (lane.At < lane.End)
                    continue;
                states[row].CopyTo(macs.Slice(lane.Message * BlockSize, BlockSize));
                Drop(row, --open, lanes, states);
            }
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

    private static Vector128<byte> Block(ReadOnlySpan<byte> buffer, int at) => Vector128.Create(buffer.Slice(at, BlockSize));

    private static Vector128<byte> Last(ReadOnlySpan<byte> rest, Vector128<byte> whole, Vector128<byte> padded)
    {
        if (rest.Length == BlockSize)
            return Vector128.Create(rest) ^ whole;
        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        rest.CopyTo(block);
        block[rest.Length] = 0x80;
        return Vector128.Create<byte>(block) ^ padded;
    }

    private static void Drop(int row, int last, Span<Lane> lanes, Span<Vector128<byte>> states)
    {
        lanes[row] = lanes[last];
        states[row] = states[last];
    }

    private void Step(int open) => _encryptor.TransformBlock(States, 0, open * BlockSize, States, 0);

    /// <summary>A message under way.</summary>
    /// <param name="Message">Which it is.</param>
    /// <param name="At">Where its next block begins.</param>
    /// <param name="End">Where it ends.</param>
    private record struct Lane(int Message, int At, int End);
}
