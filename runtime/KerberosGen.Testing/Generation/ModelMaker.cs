using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Generation;

/// <summary>Makes models of packets out of random numbers.</summary>
/// <param name="random">The random numbers.</param>
/// <param name="size">How large, 0 to about 100.</param>
internal sealed class ModelMaker(Random random, int size)
{
    private const int Attempts = 300;

    public Random Random { get; } = random;

    public NumberMaker Numbers { get; } = new(random);

    public BytesMaker Bytes { get; } = new(random);

    /// <summary>Falls with every failed attempt: what is too long for its length is tried shorter.</summary>
    public SizeMaker Sizes { get; private set; } = new(random, size);

    /// <summary>A model that the table allows.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public PacketModel Make(PacketLayout layout)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Sizes = new SizeMaker(Random, size * (Attempts - attempt) / Attempts);
            if (new Draft(this, layout, 0, null).Finish() is { } draft && Settle(draft) is { } model)
                return model;
        }

        throw new InvalidOperationException($"No values were found that the table of {layout.Name} allows: {Attempts} attempts failed.");
    }

    /// <summary>The model as it is read from its own bytes, with all that is derived filled in; null if the table does not allow it.</summary>
    public static PacketModel? Settle(PacketModel draft)
    {
        if (!LayoutEncoder.TryEncode(draft, out EncodedPacket? encoded, out _))
            return null;
        DecodedModel decoded = LayoutDecoder.Decode(draft.Layout, encoded.Bytes.AsSpan());
        return decoded.Status == UnpackStatus.Done && decoded.Consumed == encoded.Bytes.Length ? decoded.Model : null;
    }
}
